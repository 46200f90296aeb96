/** Parts of messages that say how they are built, not what they say. */
const structure: ReadonlySet<string> = new Set(['role', 'type', 'id', 'tool_call_id', 'image_url'])
const nothing: ReadonlySet<string> = new Set()

/** The texts of a log that searches look through, in lower case by Unicode's rules, which engines do not all know. */
export function logText(content: Record<string, unknown>): { searchText: string; metadataText: string } {
  const { inputs, messages, output, output_message: message, error, metadata } = content
  const searched: string[] = []
  const described: string[] = []
  addTexts(searched, [inputs, output, error], nothing)
  addTexts(searched, [messages, message], structure)
  addKeys(described, metadata)
  addTexts(described, metadata, nothing)
  return { searchText: fold(searched), metadataText: fold(described) }
}

function fold(texts: string[]): string {
  return texts.join('\n').toLowerCase()
}

function addTexts(texts: string[], value: unknown, leftOut: ReadonlySet<string>): void {
  if (value === null || value === undefined) return
  if (typeof value !== 'object') texts.push(String(value))
  else for (const [key, member] of Object.entries(value)) if (!leftOut.has(key)) addTexts(texts, member, leftOut)
}

function addKeys(texts: string[], value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    if (!Array.isArray(value)) texts.push(key)
    addKeys(texts, member)
  }
}
