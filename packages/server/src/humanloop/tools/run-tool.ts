import type { FreeMap, ToolDefinition } from '@smarter-api/schemas/humanloop'

/** What came of a run. */
export type ToolRun = { output: string } | { error: string }

const runnable = new Set<unknown>(['mock', 'snippet'])

/** Whether a Tool needs no code to run. */
export function isRunnable({ tool_type: type }: ToolDefinition): boolean {
  return runnable.has(type)
}

/** Answers in place of a Tool that needs no code to run: a `mock` says its setup value `output`, a `snippet` the one that the input `key` names. */
export function runTool({ tool_type: type, setup_values: values }: ToolDefinition, inputs: FreeMap): ToolRun {
  if (type === 'mock') return valueNamed('output', values)
  if (type !== 'snippet') return { error: `This server runs no Tools of type ${type}. Run it yourself, and log the result with POST /tools/log.` }
  const { key } = inputs
  return typeof key === 'string' ? valueNamed(key, values) : { error: 'A snippet needs the input "key": the name of one of its setup values.' }
}

function valueNamed(name: string, values: FreeMap | null | undefined): ToolRun {
  const value = values && Object.hasOwn(values, name) ? values[name] : undefined
  if (value === undefined) return { error: `The Tool has no setup value "${name}".` }
  return { output: typeof value === 'string' ? value : JSON.stringify(value) }
}
