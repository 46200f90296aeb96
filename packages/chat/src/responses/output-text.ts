import type { ResponseObject } from '@smarter-api/schemas/openai'

/** Gives the text of a response: what the model said, without thoughts, refusals and tools. */
export function outputText({ output }: Pick<ResponseObject, 'output'>): string {
  const messages = output.filter((item) => item.type === 'message')
  return messages.flatMap(({ content }) => content.map((part) => (part.type === 'output_text' ? part.text : ''))).join('')
}
