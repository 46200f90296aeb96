import type { DotPromptType } from './types.js'

/** Keys from the front matter's root to a value. */
export type Path = (string | number)[]

/** A value of a wrong type: where it is, or would be, and what to do. */
export interface Problem {
  path: Path
  reason: string
}

type Check = (value: unknown, path: Path) => Problem | undefined

const text = expect('a text', 'Put it in quotes.', (value) => typeof value === 'string')
const number = expect('a number', 'Write a number such as 0.7.', Number.isFinite)
const integer = expect('a whole number', 'Write a number such as 256.', Number.isSafeInteger)
const flag = expect('true or false', 'Write it without quotes.', (value) => typeof value === 'boolean')
const map = expect('a map', 'Write `key: value` pairs below it.', isMap)

const toolFields = { name: text, description: text, strict: optional(flag), parameters: optional(map) }
const onAgentCall = { on_agent_call: optional(oneOf('stop', 'continue')) }
const toolFunction = record(toolFields)
const agentTools: Record<string, Check> = {
  file: record({ link: record({ file_id: text, environment_id: optional(text), version_id: optional(text) }), ...onAgentCall }),
  inline: record({ json_schema: toolFunction, ...onAgentCall }),
}
const agentToolShorthand = record({ ...toolFields, ...onAgentCall })

const agentTool: Check = (value, path) => {
  if (!isMap(value) || value['type'] === undefined) return agentToolShorthand(value, path)
  return oneOf('file', 'inline')(value['type'], [...path, 'type']) ?? agentTools[String(value['type'])]?.(value, path)
}

const parameters = {
  model: expect('the name of a model', 'Write one such as gpt-4o.', (value) => typeof value === 'string' && value.trim() !== ''),
  temperature: optional(number),
  max_tokens: optional(integer),
  top_p: optional(number),
  stop: optional(expect('a text or a list of texts', 'Write one such as ["END"].', (value) => typeof value === 'string' || isTextList(value))),
  presence_penalty: optional(number),
  frequency_penalty: optional(number),
}
const settings = {
  seed: optional(integer),
  provider: optional(text),
  endpoint: optional(oneOf('chat', 'complete', 'edit')),
  template_language: optional(oneOf('default', 'jinja')),
  response_format: optional(record({ type: text, json_schema: optional(map) })),
  reasoning_effort: optional(expect('a level or a number of tokens', 'Write high, medium, low or 1024.', isEffort)),
  other: optional(map),
  attributes: optional(map),
}

/** Every field of a kernel but the template, in the order in which files write them, with the check of its value. */
const kernelFields: Record<DotPromptType, Record<string, Check>> = {
  prompt: {
    ...parameters,
    ...settings,
    linked_tools: optional(expect('a list of texts', 'Write one such as ["tl_123"].', isTextList)),
    tools: optional(list(toolFunction)),
  },
  agent: { ...parameters, max_iterations: optional(integer), ...settings, tools: optional(list(agentTool)) },
}

/** Fields that Python writes with a decimal point even when they are whole; files keep that form. */
const decimalFields = new Set(['temperature', 'top_p', 'presence_penalty', 'frequency_penalty'])

/** Names the fields of a kernel in the order in which files write them. */
export function fieldNames(type: DotPromptType): string[] {
  return Object.keys(kernelFields[type])
}

/** Tells whether whole values of a field are written as `1.0`. */
export function isDecimalField(name: string): boolean {
  return decimalFields.has(name)
}

/** Finds the first field of the front matter that has a wrong type. */
export function findProblem(values: Record<string, unknown>, type: DotPromptType): Problem | undefined {
  return record(kernelFields[type])(values, [])
}

/** Tells whether a value is a map: an object that is no list. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isEffort(value: unknown): boolean {
  return typeof value === 'string' || Number.isSafeInteger(value)
}

function expect(expected: string, remedy: string, accepts: (value: unknown) => boolean): Check {
  return (value, path) => (accepts(value) ? undefined : { path, reason: mismatch(path, expected, value, remedy) })
}

function oneOf(...words: string[]): Check {
  return expect(words.map((word) => `"${word}"`).join(' or '), 'Write one of these words.', (value) => words.some((word) => word === value))
}

function optional(check: Check): Check {
  return (value, path) => (value === undefined || value === null ? undefined : check(value, path))
}

function list(item: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return { path, reason: mismatch(path, 'a list', value, 'Write [] for none.') }
    for (const [index, entry] of value.entries()) {
      const problem = item(entry, [...path, index])
      if (problem !== undefined) return problem
    }
    return undefined
  }
}

function record(fields: Record<string, Check>): Check {
  return (value, path) => {
    if (!isMap(value)) return map(value, path)
    for (const [name, check] of Object.entries(fields)) {
      const problem = check(Object.hasOwn(value, name) ? value[name] : undefined, [...path, name])
      if (problem !== undefined) return problem
    }
    return undefined
  }
}

function mismatch(path: Path, expected: string, value: unknown, remedy: string): string {
  const name = path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')
  return value === undefined ? `${name} is missing: it must be ${expected}. ${remedy}` : `${name} must be ${expected}, got ${describe(value)}. ${remedy}`
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (isMap(value)) return 'a map'
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return shown.length > 40 ? `${shown.slice(0, 39)}…` : shown
}
