/** Parts of messages that say how they are built, not what they say. */
const structure: ReadonlySet<string> = new Set(['role', 'type', 'id', 'tool_call_id', 'image_url'])
const nothing: ReadonlySet<string> = new Set()

/** The texts of a log that searches look through, in lower case by Unicode's rules, which engines do not all know. */
export function logText(content: Record<string, unknown>): { searchText: string; metadataText: string } {
  const { inputs, messages, output, output_message: message, error, metadata } = content
  return {
    searchText: fold([...textsIn([inputs, output, error], nothing), ...textsIn([messages, message], structure)]),
    metadataText: fold([...keysIn(metadata), ...textsIn(metadata, nothing)]),
  }
}

function fold(texts: string[]): string {
  return texts.join('\n').toLowerCase()
}

function* textsIn(value: unknown, leftOut: ReadonlySet<string>): Generator<string> {
  if (value === null || value === undefined) return
  if (typeof value !== 'object') yield String(value)
  else for (const [key, member] of Object.entries(value)) if (!leftOut.has(key)) yield* textsIn(member, leftOut)
}

function* keysIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key
    yield* keysIn(member)
  }
}
