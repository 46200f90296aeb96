import type { EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { invalidField } from '../refusals.js'

/** Refuses an Evaluator that contradicts itself. */
export function checkSpec({ options, number_limits: limits }: EvaluatorSpec): void {
  const names = options?.map(({ name }) => name) ?? []
  const twice = names.findIndex((name, index) => names.indexOf(name) < index)
  if (twice >= 0) throw invalidField(['spec', 'options', twice, 'name'], 'Each option needs a name of its own.')
  const { min, max, step } = limits ?? {}
  if (typeof min === 'number' && typeof max === 'number' && min > max) throw invalidField(['spec', 'number_limits', 'max'], 'max must not be below min.')
  if (typeof step === 'number' && step <= 0) throw invalidField(['spec', 'number_limits', 'step'], 'A step is above 0.')
}
