import type { ResponseInputItem } from '@smarter-api/schemas/openai'

type Content = Extract<ResponseInputItem, { type: 'function_call_output' }>['output'] | Extract<ResponseInputItem, { role: unknown }>['content']
type Part = Exclude<Content, string>[number]

/** What a message says, its parts as chat completions write them. */
export function toModelContent(content: Content): unknown {
  return typeof content === 'string' ? content : content.map(toChatPart)
}

function toChatPart(part: Part): object {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
      return { type: 'text', text: part.text }
    case 'input_image':
      return { type: 'image_url', image_url: { url: part.image_url, detail: part.detail } }
    case 'input_file':
      return { type: 'file', file: { file_id: part.file_id ?? undefined, file_data: part.file_data, filename: part.filename } }
    default:
      return part
  }
}
