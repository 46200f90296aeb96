import { afterEach, describe, expect, it, vi } from 'vitest'
import { humanloopTestOptions } from '@smarter-api/test-support'
import { ApiError, APITimeoutError, Humanloop, NotFoundError } from './index.js'

const messages = [{ role: 'user', content: 'Tell me a funny joke' }]

async function withPrompt(): Promise<{ humanloop: Humanloop; id: string }> {
  const humanloop = new Humanloop(humanloopTestOptions().options)
  const { id } = await humanloop.prompts.upsert({ path: 'jokes', model: 'gpt-4o' })
  return { humanloop, id }
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

describe("what Humanloop's README promises", () => {
  it('H1: takes the key and the address from options, else from the environment', async () => {
    const { options, sent } = humanloopTestOptions()
    const { fetch, baseURL } = options
    vi.stubEnv('HUMANLOOP_API_KEY', 'key-of-the-environment')
    vi.stubEnv('HUMANLOOP_BASE_URL', baseURL)
    await new Humanloop({ fetch }).prompts.list()
    await new Humanloop({ fetch, apiKey: 'key-of-the-options' }).prompts.list()
    expect(sent.map(({ headers }) => headers.get('x-api-key'))).toEqual(['key-of-the-environment', 'key-of-the-options'])
  })

  it('H2: calls a Prompt with plain messages', async () => {
    const { humanloop, id } = await withPrompt()
    const { logs } = await humanloop.prompts.call({ id, messages: [{ role: 'user', content: 'What is the day today?' }] })
    expect(logs[0]?.output).toContain('What is the day today?')
  })

  it('H3: streams with stream: true', async () => {
    const { humanloop, id } = await withPrompt()
    let answer = ''
    for await (const event of await humanloop.prompts.call({ id, stream: true, messages })) answer += event.output ?? ''
    expect(answer).toContain('Tell me a funny joke')
  })

  it('H4: pages by item, by page, and by hand', async () => {
    const { humanloop } = await withPrompt()
    await humanloop.prompts.upsert({ path: 'riddles', model: 'gpt-4o' })
    const list = () => humanloop.prompts.list({ size: 1, sort_by: 'name', order: 'asc' })
    const names: string[] = []
    for await (const prompt of list()) names.push(prompt.name)
    for await (const page of list().iterPages()) names.push(...page.items.map(({ name }) => name))
    let pager = await list()
    names.push(...pager.items.map(({ name }) => name))
    pager = await pager.getNextPage()
    names.push(...pager.items.map(({ name }) => name))
    expect(names).toEqual(['jokes', 'riddles', 'jokes', 'riddles', 'jokes', 'riddles'])
    expect(pager.hasNextPage()).toBe(false)
  })

  it('H5: raises an ApiError with the status code and the body', async () => {
    const { humanloop } = await withPrompt()
    const error = await humanloop.prompts.call({ id: 'pr_none', messages }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ statusCode: 404, body: { detail: expect.stringContaining('pr_none') } })
  })

  it('H6: gives up after 60 seconds, or after the time of the client or the call', async () => {
    vi.useFakeTimers()
    const silent = new Humanloop({ apiKey: null, maxRetries: 0, fetch: () => new Promise(() => undefined) })
    for (const [humanloop, timeout, limit] of [[silent, undefined, 60_000], [silent.withOptions({ timeout: 20_000 }), undefined, 20_000], [silent, 5000, 5000]] as const) {
      const call = humanloop.prompts.list({}, { timeout })
      const settled = vi.fn()
      call.catch(settled)
      await vi.advanceTimersByTimeAsync(limit - 1)
      expect(settled).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(1)
      await expect(call).rejects.toThrow(APITimeoutError)
    }
  })

  it.each([408, 429, 500, 503])('H7: tries again twice after a %d, or as often as asked', async (status) => {
    const fetch = vi.fn(async () => new Response(null, { status, headers: { 'retry-after-ms': '0' } }))
    const humanloop = new Humanloop({ apiKey: null, fetch })
    await expect(humanloop.prompts.call({ id: 'pr_1', messages })).rejects.toThrow(ApiError)
    expect(fetch).toHaveBeenCalledTimes(3)
    fetch.mockClear()
    await expect(humanloop.prompts.call({ id: 'pr_1', messages }, { maxRetries: 1 })).rejects.toThrow(ApiError)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('H8: sends through a fetch of the user, and hands it the options of the user', async () => {
    const dispatcher = { proxy: 'http://my.test.proxy.example.com' }
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json({ records: [], page: 1, size: 10, total: 0 }))
    await new Humanloop({ apiKey: null, fetch, fetchOptions: { dispatcher } }).prompts.list()
    expect(fetch).toHaveBeenCalledWith('https://api.humanloop.com/v5/prompts', expect.objectContaining({ dispatcher }))
  })
})
