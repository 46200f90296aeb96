import { refuseHostile } from '../../http/parse-json.js'
import { Problem } from '../../http/problem.js'
import { tryJson } from '../../try-json.js'
import type { Span } from './traces-data.js'

/** One level more than may be: what is still deeper is refused all the same. */
const tooDeep = 110
const mostParts = 100_000
/** What the client in Node makes of lists of objects: what they said is lost. */
const lost = /^\[object Object\](?:,\[object Object\])*$/

/** Texts, put together from attributes with dots in their names: `a.b: 'x'` is `{a: {b: 'x'}}`. */
export interface AttributeTree {
  [name: string]: string | AttributeTree
}

/** Puts together what the attributes of a span say, as carefully as a body is read. */
export function readAttributes({ attributes }: Span): AttributeTree {
  const root = emptyTree()
  let parts = 0
  for (const { key, value } of attributes ?? []) {
    const text = value?.stringValue
    if (typeof text !== 'string' || lost.test(text)) continue
    const names = key.split('.', tooDeep)
    parts += names.length
    if (parts > mostParts) throw new Problem('too-large', `The attributes of a span have more than ${mostParts} parts in their names. Send less of them.`)
    place(root, names, text)
  }
  refuseHostile(root, 'A span')
  return root
}

/** Names come from outside: none of them finds a prototype. */
function emptyTree(): AttributeTree {
  return Object.create(null) as AttributeTree
}

function place(root: AttributeTree, names: string[], text: string): void {
  let tree = root
  for (const name of names.slice(0, -1)) {
    const below = treeIn(tree, name) ?? emptyTree()
    tree[name] = below
    tree = below
  }
  const last = names.at(-1) ?? ''
  if (treeIn(tree, last) === undefined) tree[last] = text
}

/** What is below a name; `undefined` when nothing is, or a text. */
export function treeIn(tree: AttributeTree | undefined, name: string): AttributeTree | undefined {
  const found = memberOf(tree, name)
  return typeof found === 'string' ? undefined : found
}

/** The text that has a name; `undefined` when there is none. */
export function textIn(tree: AttributeTree | undefined, name: string): string | undefined {
  const found = memberOf(tree, name)
  return typeof found === 'string' ? found : undefined
}

export function memberOf(tree: AttributeTree | undefined, name: string): string | AttributeTree | undefined {
  return tree?.[name]
}

/** Reads what stands for any value: trees with numbers for all names are lists. */
export function toValue(told: string | AttributeTree): unknown {
  if (typeof told === 'string') return told
  const names = Object.keys(told)
  return names.length > 0 && names.every((name) => /^\d+$/.test(name)) ? Object.values(told).map(toValue) : toMap(told)
}

/** Reads what stands for a map: a tree, or JSON. */
export function toMap(told: string | AttributeTree): unknown {
  return typeof told === 'string' ? fromJson(told) : Object.fromEntries(Object.entries(told).map(([name, value]) => [name, toValue(value)]))
}

/** Reads what stands for a list or a map: a tree, or JSON. A text that is no JSON stays. */
export function toStructure(told: string | AttributeTree): unknown {
  return typeof told === 'string' ? fromJson(told) : toValue(told)
}

/** Reads JSON in an attribute, as carefully as a body. A text that is no JSON stays. */
export function fromJson(text: string): unknown {
  const value = tryJson(text)
  refuseHostile(value, 'An attribute', mostParts)
  return value ?? text
}
