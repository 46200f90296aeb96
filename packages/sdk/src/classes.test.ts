import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { ClientClosedError, ConfigurationError, Humanloop, Smarter } from './index.js'
import { listPrompts } from './humanloop.js'

const classes = [
  ['Humanloop', Humanloop, 'HUMANLOOP_API_KEY'],
  ['Smarter', Smarter, 'SMARTER_API_KEY'],
] as const

describe.each(classes)('%s', (_, Class, variable) => {
  it('sends nothing and needs no key when it is made', () => {
    const fetch = vi.fn()
    expect(new Class({ fetch })).toBeInstanceOf(Class)
    expect(fetch).not.toHaveBeenCalled()
  })

  it.each([
    ['a key in place of options', 'my-secret', 'got a string'],
    ['null', null, 'got null'],
  ])('refuses %s, and does not repeat it', (_, options, words) => {
    const make = (): unknown => new Class(options as unknown as object)
    expect(make).toThrow(ConfigurationError)
    expect(make).toThrow(words)
    expect(make).not.toThrow('my-secret')
  })

  it('tells a missing key at the first call, before anything is sent', async () => {
    vi.stubEnv(variable, '')
    const fetch = vi.fn()
    await expect(new Class({ fetch }).fetch('GET /anything')).rejects.toThrow(variable)
    expect(fetch).not.toHaveBeenCalled()
    vi.unstubAllEnvs()
  })

  it('refuses an option that it does not know', () => {
    expect(() => new Class({ api_key: 'a' } as never)).toThrow(ConfigurationError)
  })

  it('sends any route and gives the answer unread', async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response('plain'))
    const client = new Class({ apiKey: null, baseURL: 'http://127.0.0.1/base', fetch })
    const response = await client.fetch('GET /some/{id}{?page}', { id: 'a/b', page: 2 })
    expect(await response.text()).toBe('plain')
    expect(fetch.mock.calls[0]?.[0]).toBe('http://127.0.0.1/base/some/a%2Fb?page=2')
  })

  it('makes another of its kind with other options, and stays as it is', async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response())
    const client = new Class({ apiKey: null, baseURL: 'http://127.0.0.1', headers: { 'x-team': 'one' }, fetch })
    const other = client.withOptions({ headers: { 'x-team': 'two' } })
    expect(other).toBeInstanceOf(Class)
    for (const each of [client, other]) await each.fetch('GET /')
    expect(fetch.mock.calls.map(([, init]) => new Headers(init.headers).get('x-team'))).toEqual(['one', 'two'])
  })

  it('ends calls in flight and refuses new ones when it is closed', async () => {
    const client = new Class({ apiKey: null, fetch: () => new Promise(() => undefined) })
    const running = client.fetch('GET /slow')
    await Promise.all([expect(running).rejects.toThrow(ClientClosedError), client.close()])
    await expect(client.fetch('GET /more')).rejects.toThrow(ClientClosedError)
  })

  it('is closed at the end of an await using block', async () => {
    let left: InstanceType<typeof Class>
    {
      await using client = new Class({ apiKey: null })
      left = client
    }
    await expect(left.fetch('GET /more')).rejects.toThrow(ClientClosedError)
  })

  it('shows no key when it is logged or serialised', () => {
    const client = new Class({ apiKey: 'a-secret-key' })
    expect(JSON.stringify(client)).not.toContain('a-secret-key')
    expect(inspect(client, { depth: 10 })).not.toContain('a-secret-key')
  })
})

describe('facades', () => {
  it('are made once for each client', () => {
    const humanloop = new Humanloop({ apiKey: null })
    const smarter = new Smarter({ apiKey: null })
    expect(humanloop.prompts).toBe(humanloop.prompts)
    expect(smarter.resources).toBe(smarter.resources)
    expect(smarter.resources.chatbots).toBe(smarter.resources.chatbots)
    expect(smarter.manifests).toBe(smarter.manifests)
    expect(humanloop.withOptions({}).prompts).not.toBe(humanloop.prompts)
  })

  it('are of every resource of Humanloop, each under its name and with its own functions', () => {
    const { prompts, tools, agents, flows, datasets, evaluators, evaluations, files, directories, logs } = new Humanloop({ apiKey: null })
    const names = [prompts, tools, agents, flows, datasets, evaluators, evaluations, files, directories, logs].map((facade) => Object.keys(facade))
    expect(names.map(({ length }) => length)).toEqual([19, 18, 20, 14, 13, 13, 14, 2, 5, 3])
    expect(new Set(names.map((own) => own.join()))).toHaveProperty('size', names.length)
  })

  it('are of every resource of Smarter, each under its name and with its own functions', () => {
    const { resources, manifests } = new Smarter({ apiKey: null })
    const { accounts, users, plugins, llmClients, secrets, vectorStores, promptHistory } = resources
    const names = [manifests, accounts, users, plugins, llmClients, secrets, vectorStores, promptHistory].map((facade) => Object.keys(facade))
    expect(names.map(({ length }) => length)).toEqual([12, 2, 2, 1, 2, 1, 1, 5])
    expect(resources.accounts).toBe(accounts)
  })

  it('list over the network of their own client', async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json([{ id: 1 }]))
    const { resources } = new Smarter({ apiKey: null, baseURL: 'http://127.0.0.1', fetch })
    for (const list of [resources.accounts.list(), resources.users.list(), resources.plugins.list(), resources.llmClients.list(), resources.secrets.list(), resources.promptHistory.list()]) {
      for await (const row of list) expect(row.id).toBe(1)
    }
    const paths = ['/accounts/', '/accounts/users/', '/plugins/', '/llm-clients/', '/secrets/', '/prompts/history/prompt/']
    expect(fetch.mock.calls.map(([url]) => url.replace('http://127.0.0.1', ''))).toEqual(paths)
  })

  it('follow the options of their client also when it was made from one that has used its own', async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json({ records: [], page: 1, size: 10, total: 0 }))
    const humanloop = new Humanloop({ apiKey: 'one', fetch })
    await humanloop.prompts.list()
    await humanloop.withOptions({ apiKey: 'two' }).prompts.list()
    expect(fetch.mock.calls.map(([, init]) => new Headers(init.headers).get('x-api-key'))).toEqual(['one', 'two'])
  })

  it('share their client with standalone functions', async () => {
    const humanloop = new Humanloop({ apiKey: null, fetch: async () => Response.json({ records: [], page: 1, size: 10, total: 0 }) })
    expect((await listPrompts(humanloop.client)).items).toEqual([])
  })
})
