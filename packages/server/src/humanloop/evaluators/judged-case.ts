import type { Datapoint, FreeMap, Log } from '@smarter-api/schemas/humanloop'
import { isLogField } from '../logs/log-content.js'

/** A Log that is judged, and the datapoint that it was made for. */
export interface JudgedCase {
  log: Log
  testcase: Datapoint | undefined
}

const testcaseFields = new Set(['id', 'inputs', 'messages', 'target'])

/**
 * Gives the placeholders of an Evaluator's template their values: `log` is the judged Log and `testcase` its datapoint, and dots lead into them, as
 * in `log.inputs.question`. The short names are those of older Evaluators. What is not there is left out; a field that a Log merely lacks is empty.
 */
export function inputsOfCase(names: string[], { log, testcase }: JudgedCase): FreeMap {
  const { inputs, messages, output, error, provider_request: sent } = log as Log & FreeMap
  const prompt = (sent as FreeMap | null | undefined)?.['messages'] ?? messages
  const roots: FreeMap = {
    log,
    ...(testcase === undefined ? {} : { testcase, target: testcase.target ?? undefined }),
    log_inputs: inputs ?? {},
    log_messages: messages ?? [],
    log_output: output ?? '',
    log_error: error ?? '',
    log_prompt: prompt ?? [],
  }
  const values = names.map((name): [string, unknown] => [name, valueAt(roots, name) ?? (isEmptyField(name, testcase) ? '' : undefined)])
  return { ...roots, ...Object.fromEntries(values.filter(([, value]) => value !== undefined)) }
}

/** Names may hold dots themselves, so the longest name that is there counts first. */
function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value
  if (typeof value !== 'object' || value === null) return undefined
  const names = Object.keys(value).filter((name) => path === name || path.startsWith(`${name}.`))
  const name = names.reduce<string | undefined>((longest, candidate) => (candidate.length > (longest?.length ?? -1) ? candidate : longest), undefined)
  return name === undefined ? undefined : valueAt(Reflect.get(value, name), path.slice(name.length + 1))
}

function isEmptyField(path: string, testcase: Datapoint | undefined): boolean {
  const [root, field = '', ...deeper] = path.split('.')
  if (deeper.length > 0) return false
  return root === 'log' ? isLogField(field) : root === 'testcase' && testcase !== undefined && testcaseFields.has(field)
}
