import { describe, expect, it } from 'vitest'
import { APIError, APIUserAbortError, InternalServerError } from './errors.js'
import { createOpenAIClient } from './factories.js'
import { bareArray, byCursor, byNumber, type Page, type PageEnvelope, type PagePromise, paginate } from './page.js'
import { answer, scriptedFetch, type ScriptedFetch, type Step } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { testClient } from './testing/test-client.js'

interface Item {
  id: string
}

const route = 'GET /prompts{?page,size}'
const cursorRoute = 'GET /fine_tuning/jobs{?after,limit}'
const items = (...ids: string[]): Item[] => ids.map((id) => ({ id }))

/** Three pages of two, two and one items, as Humanloop answers. */
const numbered: Step = (url) => {
  const page = Number(new URL(url).searchParams.get('page') ?? 1)
  const records = items('a', 'b', 'c', 'd', 'e').slice(2 * page - 2, 2 * page)
  return Response.json({ records, page, size: 2, total: 5 }, { headers: { 'x-request-id': `req_${page}` } })
}

/** The same as OpenAI-style services answer. */
const cursored: Step = (url) => {
  const after = new URL(url).searchParams.get('after')
  const all = items('a', 'b', 'c', 'd', 'e')
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1
  return Response.json({ data: all.slice(start, start + 2), has_more: start + 2 < all.length })
}

/** Three thousand pages of one item. */
const thousands: Step = (url) => Response.json({ records: items('x'), page: Number(new URL(url).searchParams.get('page') ?? 1), size: 1, total: 3000 })

const full = (records: Item[]): Step => answer(200, { records })
const cursor = (body: object): unknown => byCursor.next(body, byCursor.items(body), {})
const listed = (fetch: ScriptedFetch, params: object = {}): PagePromise<Item> => paginate<Item>(testClient(fetch), route, byNumber, params)
const queries = (fetch: ScriptedFetch): string[] => fetch.requests.map(({ url }) => new URL(url).search)

async function ids(list: AsyncIterable<Item>): Promise<string> {
  let text = ''
  for await (const { id } of list) text += id
  return text
}

async function manual(page: Page<Item>): Promise<string> {
  const text = page.items.map(({ id }) => id).join('')
  return page.hasNextPage() ? text + (await manual(await page.getNextPage())) : text
}

describe('a list', () => {
  it('gives its first page when it is awaited, and every item when it is iterated (G1)', async () => {
    const fetch = scriptedFetch(numbered)
    const list = listed(fetch)
    expect((await list).items).toEqual(items('a', 'b'))
    expect(await ids(list)).toBe('abcde')
    expect(queries(fetch)).toEqual(['', '?page=2', '?page=3'])
  })

  it('is iterated without being awaited, from the promise or from a page (G1, G2)', async () => {
    expect(await ids(listed(scriptedFetch(numbered)))).toBe('abcde')
    expect(await ids(await listed(scriptedFetch(numbered)))).toBe('abcde')
  })

  it('is walked by hand: hasNextPage, nextPageInfo, getNextPage (G2)', async () => {
    const page = await listed(scriptedFetch(numbered))
    expect([page.hasNextPage(), page.nextPageInfo()]).toEqual([true, { page: 2 }])
    const last = await (await page.getNextPage()).getNextPage()
    expect([last.hasNextPage(), last.nextPageInfo(), last.items]).toEqual([false, null, items('e')])
    expect(await manual(page)).toBe('abcde')
  })

  it('is walked page by page, from the promise or from a page (G2)', async () => {
    for (const pages of [listed(scriptedFetch(numbered)).iterPages(), (await listed(scriptedFetch(numbered))).iterPages()]) {
      const sizes: number[] = []
      for await (const page of pages) sizes.push(page.items.length)
      expect(sizes).toEqual([2, 2, 1])
    }
  })

  it('leaves an earlier page as it was, so that a second walk starts where the first did (G2, G5)', async () => {
    const page = await listed(scriptedFetch(numbered))
    const next = await page.getNextPage()
    expect(next).not.toBe(page)
    expect(page.items).toEqual(items('a', 'b'))
    expect([await ids(page), await ids(page), await ids(next)]).toEqual(['abcde', 'abcde', 'cde'])
  })

  it('gives items also as data, the body as it came, the total and the request id (G2, P3)', async () => {
    const { data: page, response, requestId } = await listed(scriptedFetch(numbered)).withResponse()
    expect(page.data).toBe(page.items)
    expect(page).toMatchObject({ total: 5, requestId: 'req_1', body: { page: 1, size: 2, total: 5 } })
    expect([requestId, response.status]).toEqual(['req_1', 200])
    expect((await page.getNextPage()).requestId).toBe('req_2')
  })

  it('shows neither client nor key when a page is printed as JSON (E11)', async () => {
    const page = await listed(scriptedFetch(numbered))
    expect(Object.keys(JSON.parse(JSON.stringify(page)))).toEqual(['items', 'body', 'requestId'])
  })

  it('fetches a page only when the item before it was taken, and none after a break (G8)', async () => {
    const fetch = scriptedFetch(numbered)
    let seen = ''
    for await (const { id } of listed(fetch)) {
      seen += id
      expect(fetch.requests).toHaveLength(Math.ceil(seen.length / 2))
      if (seen === 'abc') break
    }
    expect(fetch.requests).toHaveLength(2)
  })

  it('fetches each page once when items are asked for without waiting (G8)', async () => {
    const fetch = scriptedFetch(numbered)
    const iterator = listed(fetch)[Symbol.asyncIterator]()
    const results = await Promise.all(Array.from({ length: 7 }, () => iterator.next()))
    expect(results.map(({ value }) => (value as Item | undefined)?.id)).toEqual(['a', 'b', 'c', 'd', 'e', undefined, undefined])
    expect(fetch.requests).toHaveLength(3)
  })

  it('walks thousands of pages without growing deeper (G8)', async () => {
    let count = 0
    for await (const page of listed(scriptedFetch(thousands)).iterPages()) count += page.items.length
    expect(count).toBe(3000)
  })
})

describe('the next page of a list', () => {
  it('repeats params and options and changes the cursor only (G3)', async () => {
    const fetch = scriptedFetch(numbered)
    const params = { size: 2, name: 'x' }
    const client = testClient(fetch, { query: { tenant: 't' }, headers: { 'x-client': '1' } })
    const list = paginate<Item>(client, 'GET /prompts{?page,size}', byNumber, params, { headers: { 'x-call': '2' }, query: { extra: 'e' } })
    params.name = 'changed later'
    expect(await ids(list)).toBe('abcde')
    expect(queries(fetch)).toEqual(['?tenant=t&size=2&name=x&extra=e', '?tenant=t&size=2&name=x&page=2&extra=e', '?tenant=t&size=2&name=x&page=3&extra=e'])
    for (const { headers } of fetch.requests) expect([headers.get('x-client'), headers.get('x-call')]).toEqual(['1', '2'])
  })

  it('continues after the page that was asked for (G4)', async () => {
    const fetch = scriptedFetch(numbered)
    expect(await ids(listed(fetch, { page: 2 }))).toBe('cde')
    expect(queries(fetch)).toEqual(['?page=2', '?page=3'])
  })

  it('follows the last item on OpenAI-style lists (G4)', async () => {
    const fetch = scriptedFetch(cursored)
    const client = createOpenAIClient({ apiKey: 'k', fetch })
    expect(await ids(paginate<Item>(client, cursorRoute, byCursor, { limit: 2 }))).toBe('abcde')
    expect(queries(fetch)).toEqual(['?limit=2', '?limit=2&after=b', '?limit=2&after=d'])
  })

  it('follows the last_id that the server names, before the last item (G4)', () => {
    expect(cursor({ data: items('a'), last_id: 'z', has_more: true })).toEqual({ after: 'z' })
  })

  it('does not exist when has_more is false, or when there is no cursor (G4, G5)', () => {
    expect(cursor({ data: items('a'), has_more: false })).toBeUndefined()
    expect(cursor({ data: [{}], has_more: true })).toBeUndefined()
    expect(cursor({ data: items(''), has_more: true })).toBeUndefined()
    expect(cursor({ data: items('a') })).toEqual({ after: 'a' })
  })

  it.each([
    ['is short', { records: items('a'), page: 1, size: 2 }],
    ['reaches the total', { records: items('a', 'b'), page: 2, size: 2, total: 4 }],
  ])('does not exist when a numbered page %s (G4)', (_why, body) => {
    expect(byNumber.next(body, body.records, {})).toBeUndefined()
  })

  it('counts on from the params where the answer has no numbers (G4)', async () => {
    const fetch = scriptedFetch(full(items('a', 'b')), full(items('c')), full([]))
    expect(await ids(listed(fetch, { size: 2 }))).toBe('abc')
    expect(await manual(await listed(scriptedFetch(full(items('a')), full([])), { page: 7 }))).toBe('a')
  })

  it('does not exist after an empty page, whatever the envelope says (G5)', async () => {
    const endless: PageEnvelope = { items: () => [], next: () => ({ after: 'x' }) }
    const page = await paginate<Item>(testClient(scriptedFetch(answer(200, {}))), cursorRoute, endless)
    expect([page.hasNextPage(), page.nextPageInfo()]).toEqual([false, null])
  })

  it('is refused after the last with a hint to hasNextPage() (G7)', async () => {
    const page = await listed(scriptedFetch(numbered), { page: 3 })
    const error = await failure(page.getNextPage())
    expect(error).toBeInstanceOf(APIError)
    expect(error.message).toBe('GET /prompts: this is the last page; ask hasNextPage() first')
  })

  it('is refused when the server gives the same cursor twice (G6)', async () => {
    const stuck = scriptedFetch(answer(200, { data: items('a'), has_more: true }))
    const error = await failure(ids(paginate<Item>(testClient(stuck), cursorRoute, byCursor)))
    expect(error.message).toContain('the same cursor twice ({"after":"a"})')
    expect(stuck.requests).toHaveLength(2)
  })

  it('is refused when the server does not heed the page number (G6)', async () => {
    const stuck = scriptedFetch(answer(200, { records: items('a', 'b'), page: 1, size: 2, total: 9 }))
    const error = await failure(ids(listed(stuck)))
    expect(error.message).toContain('the same cursor twice ({"page":2})')
    expect(stuck.requests).toHaveLength(2)
  })

  it('is retried like any call, and its failure keeps what was given before (G10)', async () => {
    const fetch = scriptedFetch(numbered, answer(500, {}, { 'retry-after-ms': '0' }), numbered, answer(503))
    const client = testClient(fetch, { maxRetries: 1, shouldRetry: ({ error }) => error.status === 500 })
    let seen = ''
    const error = await failure(
      (async () => {
        for await (const { id } of paginate<Item>(client, route, byNumber)) seen += id
      })(),
    )
    expect([seen, error.status]).toEqual(['abcd', 503])
    expect(error).toBeInstanceOf(InternalServerError)
  })

  it('is ended by the signal that the list was given (G10)', async () => {
    const controller = new AbortController()
    const fetch = scriptedFetch(numbered)
    const page = await paginate<Item>(testClient(fetch), route, byNumber, {}, { signal: controller.signal })
    controller.abort()
    expect(await failure(page.getNextPage())).toBeInstanceOf(APIUserAbortError)
    expect(fetch.requests).toHaveLength(1)
  })
})

describe('a list that is not what it should be', () => {
  it.each([
    ['no records', byNumber, { total: 0 }],
    ['null for records', byNumber, { records: null }],
    ['no data', byCursor, {}],
    ['an array in place of an envelope', byCursor, []],
    ['null', bareArray, null],
  ])('is empty for %s (G8)', async (_what, envelope, body) => {
    const page = await paginate<Item>(testClient(scriptedFetch(answer(200, JSON.stringify(body)))), route, envelope)
    expect([page.items, page.hasNextPage(), page.total]).toEqual([[], false, (body as { total?: number } | null)?.total])
  })

  it('is an array without pages where the route says so (G2)', async () => {
    const page = await paginate<Item>(testClient(scriptedFetch(answer(200, items('a', 'b')))), route, bareArray)
    expect([page.items, page.hasNextPage(), page.body]).toEqual([items('a', 'b'), false, items('a', 'b')])
  })

  it('rejects once, however it was asked for (E14)', async () => {
    const list = listed(scriptedFetch(answer(404, { detail: 'gone' })))
    expect((await failure(ids(list))).status).toBe(404)
    expect((await failure(list.iterPages().next())).status).toBe(404)
    expect((await failure(list.withResponse())).status).toBe(404)
  })
})
