import { Interpreter } from '@huggingface/jinja'

type Environment = Interpreter['global']
type Value = ReturnType<Interpreter['evaluate']>
type Node = NonNullable<Parameters<Interpreter['evaluate']>[0]>

/** How much work a template may make. */
export interface JinjaBounds {
  /** Expressions and statements, each as often as it runs. */
  steps: number
  /** Characters and members of one value, with what is in its members. */
  size: number
  /** The same for all values that are made on the way. */
  volume: number
  /** When it must be done, on the clock of `performance.now()`. */
  deadline: number
}

/** Says that a template makes more work than it may. */
export class TooMuchWork extends Error {
  override name = 'TooMuchWork'
}

/** A value that the arguments of a filter or a method multiply: a wide indentation stands before each of its lines. */
interface Product {
  operand: Node | undefined
  size: number
}

const deepest = 100
const widest = 1_000_000
const multiplying = new Set(['indent', 'join', 'replace', 'tojson'])
const reading = new Set(['Identifier', 'MemberExpression', 'StringLiteral'])

/** Runs a Jinja template, and stops it when it makes too much work: loops without end, and values that grow and grow. */
export class BoundedInterpreter extends Interpreter {
  readonly #bounds: JinjaBounds
  readonly #sizes = new WeakMap<Value, number>()
  readonly #products = new Map<Node, Product>()
  #steps = 0
  #volume = 0

  constructor(environment: Environment, bounds: JinjaBounds) {
    super(environment)
    this.#bounds = bounds
  }

  override evaluate(node: Node | undefined, environment: Environment): Value {
    this.#steps += 1
    if (this.#steps > this.#bounds.steps || performance.now() > this.#bounds.deadline) throw new TooMuchWork('it takes too long. Make its loops shorter.')
    if (node !== undefined) this.#expectProduct(node)
    const value = super.evaluate(node, environment)
    if (node !== undefined) this.#check(node, value)
    return value
  }

  #expectProduct(node: Node): void {
    const { operand, filter, callee, args } = node as Node & Partial<{ operand: Node; filter: Call; callee: Call; args: Node[] }>
    const call = filter?.args === undefined ? { name: callee?.property?.value, args: args ?? [] } : { name: filter.callee?.value, args: filter.args }
    if (call.name === undefined || !multiplying.has(call.name)) return
    // How large the text is that a block's filter is put around is not known before.
    const multiplied = operand ?? callee?.object
    const product = { operand: multiplied, size: multiplied === undefined ? this.#bounds.size : 0 }
    for (const part of [...(multiplied === undefined ? [] : [multiplied]), ...call.args.map(valueOf)]) this.#products.set(part, product)
  }

  #check(node: Node, value: Value): void {
    const size = this.#sizeOf(value)
    if (!reading.has(node.type)) this.#volume += size
    const product = this.#products.get(node)
    if (product !== undefined && node === product.operand) product.size = size
    const factor = typeof value.value === 'number' ? value.value : size
    const multiplies = product !== undefined && node !== product.operand && (factor > widest || product.size * factor > this.#bounds.volume)
    if (size > this.#bounds.size || this.#volume > this.#bounds.volume || multiplies) {
      throw new TooMuchWork('its texts and lists grow too large. Make them smaller.')
    }
  }

  #sizeOf(value: Value, depth = 0): number {
    const content: unknown = value.value
    if (typeof content === 'string') return content.length
    if (typeof content !== 'object' || content === null) return 1
    const known = this.#sizes.get(value)
    if (known !== undefined) return known
    if (depth > deepest) throw new TooMuchWork(`its values are nested more than ${deepest} levels deep. Make them flatter.`)
    // A namespace changes, and what holds one changes with it.
    let isFinal = value.type !== 'NamespaceValue'
    let size = 1
    for (const member of content instanceof Map ? (content.values() as Iterable<Value>) : (content as Value[])) {
      size += 1 + this.#sizeOf(member, depth + 1)
      isFinal &&= typeof member.value !== 'object' || member.value === null || this.#sizes.has(member)
    }
    if (isFinal) this.#sizes.set(value, size)
    return size
  }
}

interface Call {
  callee?: { value?: string }
  property?: { value?: string }
  object?: Node
  args?: Node[]
}

/** What stands behind the name of an argument, or behind the asterisks before it. */
function valueOf(argument: Node): Node {
  const { value, argument: spread } = argument as Node & { value?: Node; argument?: Node }
  return spread ?? (argument.type === 'KeywordArgumentExpression' && value !== undefined ? value : argument)
}
