import { type ApiPromise, apiPromise, requestIdOf, type ResponseWith, type Sent } from './api-promise.js'
import type { Client } from './client.js'
import { APIError } from './errors.js'
import { isFields } from './error-body.js'
import type { RequestOptions } from './options.js'
import { prepare } from './prepare.js'
import { readJson } from './request.js'
import { type Params, parseRoute, type RouteString } from './route.js'
import { send } from './send.js'

/** How a list's answers are laid out: where the items are and which params lead to the next page. */
export interface PageEnvelope {
  items(body: unknown): readonly unknown[]
  /** The params that change for the next page, or `undefined` after the last. Not asked about an empty page, which is the last. */
  next(body: unknown, items: readonly unknown[], params: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined
}

/** One page of a list. Iterating over it walks every item of this page and the pages after it. */
export interface Page<T> extends AsyncIterable<T> {
  /** The page's items. */
  readonly items: T[]
  /** The page's items, under the name that OpenAI-style lists use. */
  readonly data: T[]
  /** The answer's body as it came, with totals and cursors. */
  readonly body: unknown
  /** Number of items in all pages, where the API tells. */
  readonly total: number | undefined
  /** The answer's `x-request-id`. */
  readonly requestId: string | undefined
  /** Whether another page follows. An empty page is the last. */
  hasNextPage(): boolean
  /** The params that change for the next page, or `null` on the last. */
  nextPageInfo(): Record<string, unknown> | null
  /** Fetches the next page with the same options. */
  getNextPage(): Promise<Page<T>>
  /** Iterates over this page and those after it. */
  iterPages(): AsyncGenerator<Page<T>, void, undefined>
}

/** A running list call: await it for the first page, or iterate over it for every item of every page. */
export interface PagePromise<T> extends Promise<Page<T>>, AsyncIterable<T> {
  /** Iterates page by page. */
  iterPages(): AsyncGenerator<Page<T>, void, undefined>
  /** Resolves to the first page, its answer and its request id. */
  withResponse(): Promise<ResponseWith<Page<T>>>
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const field = (body: unknown, name: string): unknown => (isFields(body) ? body[name] : undefined)

/** Humanloop's envelope `{ records, total, page, size }`: the last page is short, empty, or reaches the total. */
export const byNumber: PageEnvelope = {
  items: (body) => listOf(field(body, 'records')),
  next(body, items, params) {
    const page = Number(field(body, 'page') ?? params['page'] ?? 1)
    const size = Number(field(body, 'size') ?? params['size'] ?? items.length)
    const total = field(body, 'total')
    const isLast = items.length < size || (typeof total === 'number' && page * size >= total)
    return isLast ? undefined : { page: page + 1 }
  },
}

/** OpenAI's envelope `{ data, has_more, last_id }`: the cursor is the last item's id, sent as `after`. */
export const byCursor: PageEnvelope = {
  items: (body) => listOf(field(body, 'data')),
  next(body, items) {
    const cursor = field(body, 'last_id') ?? field(items.at(-1), 'id')
    return field(body, 'has_more') === false || typeof cursor !== 'string' || cursor === '' ? undefined : { after: cursor }
  },
}

/** A list without pages: the body is the array. */
export const bareArray: PageEnvelope = { items: listOf, next: () => undefined }

/** Sends a list call. Later pages repeat its options and change its cursor only; each is fetched when it is reached. */
export function paginate<T>(client: Client, route: RouteString, envelope: PageEnvelope, params: Params = {}, options?: RequestOptions): PagePromise<T> {
  return pagePromise(fetchPage<T>({ client, route, envelope, params: { ...params }, options }))
}

interface PageRequest {
  readonly client: Client
  readonly route: RouteString
  readonly envelope: PageEnvelope
  readonly params: Record<string, unknown>
  readonly options: RequestOptions | undefined
}

async function fetchPage<T>(source: PageRequest): Promise<Sent<Page<T>>> {
  const { data, response } = await send(prepare(source.client, source.route, source.params, source.options), readJson)
  return { data: new ListPage<T>(source, data, requestIdOf(response)), response }
}

/** Makes a {@link PagePromise} of a running list call. */
export function pagePromise<T>(sent: Promise<Sent<Page<T>>>): PagePromise<T> {
  const promise = apiPromise(sent) as ApiPromise<Page<T>> & PagePromise<T>
  promise.iterPages = () => pages(promise)
  promise[Symbol.asyncIterator] = () => items(promise)
  return promise
}

class ListPage<T> implements Page<T> {
  readonly items: T[]
  readonly body: unknown
  readonly requestId: string | undefined
  declare readonly source: PageRequest

  constructor(source: PageRequest, body: unknown, requestId: string | undefined) {
    this.items = [...source.envelope.items(body)] as T[]
    this.body = body
    this.requestId = requestId
    Object.defineProperty(this, 'source', { value: source, enumerable: false })
  }

  get data(): T[] {
    return this.items
  }

  get total(): number | undefined {
    const total = field(this.body, 'total')
    return typeof total === 'number' ? total : undefined
  }

  hasNextPage(): boolean {
    return this.nextPageInfo() !== null
  }

  nextPageInfo(): Record<string, unknown> | null {
    const { envelope, params } = this.source
    return (this.items.length > 0 && envelope.next(this.body, this.items, params)) || null
  }

  async getNextPage(): Promise<Page<T>> {
    const { source } = this
    const { key } = parseRoute(source.route)
    const next = this.nextPageInfo()
    if (!next) throw new APIError(`${key}: this is the last page; ask hasNextPage() first`, { route: key })
    if (Object.entries(next).every(([name, value]) => source.params[name] === value)) {
      throw new APIError(`${key}: the server gave the same cursor twice (${JSON.stringify(next)}); the list would never end`, { route: key })
    }
    return (await fetchPage<T>({ ...source, params: { ...source.params, ...next } })).data
  }

  iterPages(): AsyncGenerator<Page<T>, void, undefined> {
    return pages(this)
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return items(this)
  }
}

/** Walks pages, fetching each when it is asked for. */
async function* pages<T>(first: Page<T> | Promise<Page<T>>): AsyncGenerator<Page<T>, void, undefined> {
  let page = await first
  yield page
  while (page.hasNextPage()) yield (page = await page.getNextPage())
}

/** Walks items, fetching a page when the one before it is used up. */
function items<T>(first: Page<T> | Promise<Page<T>>): AsyncIterator<T> {
  let page: Page<T> | undefined
  let index = 0
  let last: Promise<unknown> = Promise.resolve()
  const advance = async (): Promise<IteratorResult<T>> => {
    page ??= await first
    while (index >= page.items.length) {
      if (!page.hasNextPage()) return { done: true, value: undefined }
      page = await page.getNextPage()
      index = 0
    }
    return { done: false, value: page.items[index++] as T }
  }
  return {
    next() {
      if (page && index < page.items.length) return Promise.resolve({ done: false, value: page.items[index++] as T })
      const result = last.then(advance)
      last = result.catch(() => undefined)
      return result
    },
  }
}
