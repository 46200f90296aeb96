import type { Fetch } from '@smarter-api/core'

/** A request taken apart, so that two ways to write the same one are equal. */
export interface WireRequest {
  readonly method: string
  /** The path's segments, decoded: a slash inside one stays inside. */
  readonly path: readonly string[]
  /** Values of each name, in order. */
  readonly query: Readonly<Record<string, readonly string[]>>
  readonly mediaType: string | undefined
  /** The parsed JSON, or the form's fields by name. */
  readonly body: unknown
}

/** A file in a form, as the other side sees it. */
export interface WireFile {
  readonly filename: string
  readonly type: string
  readonly content: string
}

/** What was sent last, and the headers that it was sent with. */
export interface Recorder {
  readonly fetch: Fetch
  readonly sent: { readonly request: WireRequest; readonly headers: Headers }[]
}

/** Takes every request apart and gives the answer that is due. */
export function recorder(answer: () => Response): Recorder {
  const sent: Recorder['sent'] = []
  const fetch: Fetch = async (url, init) => {
    const request = new Request(url, init)
    sent.push({ request: await takeApart(request), headers: request.headers })
    return answer()
  }
  return { fetch, sent }
}

async function takeApart(request: Request): Promise<WireRequest> {
  const { pathname, searchParams } = new URL(request.url)
  const mediaType = request.headers.get('content-type')?.split(';')[0]
  const query = Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]))
  const body = mediaType === 'multipart/form-data' ? await readForm(request) : readText(await request.text())
  return { method: request.method, path: pathname.slice(1).split('/').map(decodeURIComponent), query, mediaType, body }
}

function readText(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text)
}

async function readForm(request: Request): Promise<Record<string, unknown>> {
  const form = await new Response(await request.arrayBuffer(), { headers: request.headers }).formData()
  const fields = await Promise.all([...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await describeFile(value)]))
  return Object.fromEntries(fields)
}

/** What the other side sees of a file. */
export async function describeFile(file: File): Promise<WireFile> {
  return { filename: file.name, type: file.type, content: await file.text() }
}
