import { sha256 } from '../digest.js'
import { Problem } from './problem.js'

const mostParts = 100

/** Reads a multipart form: texts and files by name; of a repeated name the last one counts. */
export async function readForm(bytes: Uint8Array<ArrayBuffer>, request: Request): Promise<{ value: Record<string, string | File>; source: string }> {
  const value = Object.fromEntries(await parse(bytes, request.headers.get('content-type') ?? ''))
  const described = await Promise.all(Object.entries(value).map(async ([name, content]) => [name, await describe(content)]))
  return { value, source: JSON.stringify(described) }
}

async function parse(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? []
  const boundary = quoted ?? plain ?? ''
  if (boundary !== '' && countParts(bytes, boundary) > mostParts) throw new Problem('too-large', `The form has more than ${mostParts} parts. Send one file and its fields.`)
  try {
    // The boundary that was counted with, whatever else the type says.
    return await new Response(bytes, { headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` } }).formData()
  } catch {
    const message = 'The body is not a valid multipart form. Send one with the boundary that its content-type names.'
    throw new Problem('invalid', message, { issues: [{ path: ['body'], message, type: 'form_invalid' }] })
  }
}

/** Counts the parts before they are read, which takes long where there are many. */
function countParts(bytes: Uint8Array, boundary: string): number {
  return new TextDecoder('latin1').decode(bytes).split(`--${boundary}`, mostParts + 3).length - 2
}

/** Tells contents apart. The boundary between them is left out: a client may choose another one when it repeats a request. */
async function describe(content: string | File): Promise<string> {
  return typeof content === 'string' ? content : `${content.name} ${content.type} ${await sha256(new Uint8Array(await content.arrayBuffer()))}`
}
