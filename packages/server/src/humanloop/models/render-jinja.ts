import { Environment, parse, tokenize } from '@huggingface/jinja'
import { BoundedInterpreter, TooMuchWork } from './bounded-interpreter.js'
import type { JinjaBounds } from './bounded-interpreter.js'

const bounds: Omit<JinjaBounds, 'deadline'> = { steps: 200_000, size: 1_000_000, volume: 50_000_000 }
const mostMilliseconds = 1000
const longestTemplate = 250_000
const longestRange = 100_000
// The tokenizer takes time in proportion to the square of their number.
const tooManyBlanks = /\s{2000}/

/** Says that a Jinja template cannot be rendered, and why. */
export class JinjaError extends Error {
  override name = 'JinjaError'
}

/**
 * Renders a Jinja template. It sees its inputs and nothing else; an input that is missing is undefined, and written as nothing.
 *
 * @param deadline When it must be done; texts of one template share theirs.
 * @throws {JinjaError} When the template is wrong, uses what is not known here, or makes too much work.
 */
export function renderJinja(template: string, inputs: Readonly<Record<string, unknown>>, deadline = jinjaDeadline()): string {
  if (performance.now() > deadline) throw new JinjaError('its texts together take too long. Make them shorter.')
  if (template.length > longestTemplate) throw new JinjaError(`it has more than ${longestTemplate} characters. Make it shorter.`)
  if (tooManyBlanks.test(template)) throw new JinjaError('it has 2000 blanks in a row. Leave some out.')
  try {
    const environment = new Environment()
    const values = { range, ...inputs, true: true, True: true, false: false, False: false, none: null, None: null }
    for (const [name, value] of Object.entries(values)) {
      environment.variables.delete(name)
      environment.set(name, value)
    }
    return String(new BoundedInterpreter(environment, { ...bounds, deadline }).run(parse(tokenize(template))).value)
  } catch (error) {
    if (error instanceof TooMuchWork || error instanceof JinjaError) throw new JinjaError(error.message)
    if (error instanceof RangeError) throw new JinjaError('it is nested too deeply, or its texts grow too large. Make it smaller.')
    // A tag that is not closed makes the parser look behind the end.
    if (error instanceof TypeError) throw new JinjaError('a tag or a bracket is not closed. Close it.')
    throw error instanceof Error ? new JinjaError(`${error.message.replace(/\.?$/, '')}. Correct it, or set template_language to default.`) : error
  }
}

/** When a template that is begun now must be done. */
export function jinjaDeadline(): number {
  return performance.now() + mostMilliseconds
}

function range(first: number, second?: number, step = 1): number[] {
  const [start, stop] = second === undefined ? [0, first] : [first, second]
  const length = Math.max(0, Math.ceil((stop - start) / step))
  if (!(length <= longestRange)) throw new JinjaError(`a range has more than ${longestRange} numbers, or is none. Make it shorter.`)
  return Array.from({ length }, (_, index) => start + index * step)
}
