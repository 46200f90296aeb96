const names = [
  'temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'seed', 'logit_bias', 'reasoning_effort', 'verbosity', 'parallel_tool_calls',
  'prediction', 'response_format', 'service_tier', 'safety_identifier', 'prompt_cache_key', 'user',
] as const

/** Reads the parameters that a provider is told, by the names of OpenAI's chat completions. A field that is absent or `null` says nothing. */
export function readParameters(settings: Partial<Record<(typeof names)[number], unknown>>): Record<string, unknown> {
  return withoutNulls(Object.fromEntries(names.map((name) => [name, settings[name]])))
}

export function withoutNulls(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))
}
