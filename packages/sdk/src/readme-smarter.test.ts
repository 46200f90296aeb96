import { afterEach, describe, expect, it, vi } from 'vitest'
import { smarterTestOptions, type TestOptions } from '@smarter-api/test-support'
import { NotFoundError, RateLimitError, Smarter, VERSION } from './index.js'

const metadata = { name: 'my-chatbot', description: 'Answers.', version: '1.0.0' }
const eras = [
  { era: 'chatbot', kind: 'Chatbot' },
  { era: 'llmclient', kind: 'LLMClient' },
] as const

async function withChatbot({ era, kind }: (typeof eras)[number]): Promise<TestOptions & { smarter: Smarter }> {
  const test = smarterTestOptions({ era })
  const smarter = new Smarter(test.options)
  await smarter.manifests.apply({ manifest: { apiVersion: 'smarter.sh/v1', kind, metadata, spec: { config: {} } } })
  return { ...test, smarter }
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.each(eras)("what Smarter's README promises, on a server of the $era generation", (generation) => {
  it('S1: takes key and timeout from options, and the key from the environment', async () => {
    const { options, sent } = await withChatbot(generation)
    const { fetch, baseURL } = options
    vi.stubEnv('SMARTER_API_KEY', 'key-of-the-environment')
    vi.stubEnv('SMARTER_BASE_URL', baseURL)
    await new Smarter({ fetch }).manifests.version()
    await new Smarter({ fetch, apiKey: 'key-of-the-options', timeout: 60_000 }).manifests.version()
    expect(sent.slice(-2).map(({ headers }) => headers.get('authorization'))).toEqual(['Token key-of-the-environment', 'Token key-of-the-options'])
  })

  it('S2: gets a chatbot by name and prompts it', async () => {
    const { smarter } = await withChatbot(generation)
    const chatbot = await smarter.resources.chatbots.get({ name: 'my-chatbot' })
    expect(await chatbot.prompt('Hello, World!')).toContain('Hello, World!')
  })

  it('S7: raises a typed error', async () => {
    const { smarter } = await withChatbot(generation)
    await expect(smarter.resources.chatbots.get({ name: 'nobody' })).rejects.toThrow(NotFoundError)
  })

  it('S3, S8: gives plain objects with the request id', async () => {
    const { smarter } = await withChatbot(generation)
    const answer = await smarter.manifests.version()
    expect(answer._request_id).toMatch(/^req_/)
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ ...answer })
  })
})

describe("what Smarter's README promises", () => {
  it('S9: tries again as often as the client or the call says', async () => {
    const fetch = vi.fn(async () => new Response(null, { status: 429, headers: { 'retry-after-ms': '0' } }))
    const smarter = new Smarter({ apiKey: null, fetch })
    for (const [client, attempts] of [[smarter, 3], [smarter.withOptions({ maxRetries: 5 }), 6], [smarter.withOptions({ maxRetries: 0 }), 1]] as const) {
      fetch.mockClear()
      await expect(client.manifests.version()).rejects.toThrow(RateLimitError)
      expect(fetch).toHaveBeenCalledTimes(attempts)
    }
  })

  it('S12: keeps null and absent apart', async () => {
    const smarter = new Smarter({ apiKey: null, fetch: async () => Response.json({ data: { my_field: null } }) })
    const { data } = await smarter.manifests.version()
    expect(['my_field' in data, 'other_field' in data]).toEqual([true, false])
  })

  it('S15: tells its version', () => {
    expect(VERSION).toMatch(/^\d+\.\d+\.\d+/)
  })
})
