/** What a file to learn from holds. */
export interface CheckedExamples {
  count: number
  /** What is wrong with it, with the line; `null` when nothing is. */
  fault: string | null
}

/** Looks at a JSON Lines file line by line: each is an example to learn from, in one of the forms that models learn from. */
export function checkExamples(content: Uint8Array): CheckedExamples {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return { count: 0, fault: 'The file is not UTF-8 text. Encode it as UTF-8, one JSON object per line.' }
  }
  let count = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const fault = faultOf(line)
    if (fault !== undefined) return { count, fault: `Line ${index + 1}: ${fault}` }
    count += 1
  }
  return { count, fault: count === 0 ? 'The file holds no example. Write one JSON object per line.' : null }
}

function faultOf(line: string): string | undefined {
  const example = parse(line)
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return 'it is not a JSON object.'
  if ('messages' in example) return faultOfMessages(example.messages)
  if ('prompt' in example && 'completion' in example) return undefined
  if ('input' in example && 'preferred_output' in example && 'non_preferred_output' in example) return undefined
  return 'it has neither messages, nor prompt and completion, nor input, preferred_output and non_preferred_output.'
}

function faultOfMessages(messages: unknown): string | undefined {
  if (!Array.isArray(messages) || messages.length === 0) return 'messages is not a list of messages.'
  const wrong = messages.findIndex((message) => typeof Reflect.get(Object(message), 'role') !== 'string')
  return wrong < 0 ? undefined : `messages[${wrong}] has no role.`
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
