import { describe, expect, it } from 'vitest'
import type { ManifestError } from './explain-issue.js'
import { checkManifest, parseManifest } from './parse-manifest.js'

const metadata = { name: 'my-bot', description: null, version: '1.0.0' }
const chatbot = { apiVersion: 'smarter.sh/v1', kind: 'Chatbot', metadata, spec: { config: { defaultModel: 'gpt-4o-mini' } } }

function errorsOf(input: unknown): ManifestError[] {
  const parsed = checkManifest(input)
  return parsed.ok ? [] : parsed.errors
}

function only(input: unknown): ManifestError {
  const [error, ...others] = errorsOf(input)
  expect(others).toEqual([])
  if (!error) throw new Error('the manifest was taken')
  return error
}

describe('checkManifest', () => {
  it('gives back a manifest that is right', () => {
    expect(checkManifest(chatbot)).toEqual({ ok: true, manifest: chatbot })
  })

  it('takes a described manifest back, status and all', () => {
    expect(errorsOf({ ...chatbot, status: { anything: true } })).toEqual([])
  })

  it('takes a manifest of every kind that people write', () => {
    const prompt = { systemRole: 'Be kind.' }
    const selector = { directive: 'search_terms', searchTerms: ['refund'] }
    const manifests = [
      { kind: 'LLMClient', spec: { config: {}, plugins: ['a'], functions: ['calculator'], apiKey: null } },
      { kind: 'Plugin', metadata: { ...metadata, pluginClass: 'static' }, spec: { selector, prompt, data: { staticData: { a: 1 } } } },
      {
        kind: 'ApiPlugin',
        metadata: { ...metadata, pluginClass: 'api' },
        spec: { selector, prompt, connection: 'crm', apiData: { endpoint: '/find', parameters: [{ name: 'q', type: 'string' }] } },
      },
      {
        kind: 'SqlPlugin',
        metadata: { ...metadata, pluginClass: 'sql' },
        spec: { selector: { directive: 'always' }, prompt, connection: 'db', sqlData: { sqlQuery: 'select 1', limit: 5 } },
      },
      { kind: 'ApiConnection', spec: { connection: { baseUrl: 'https://example.com', authMethod: 'token', apiKey: 'crm_key' } } },
      { kind: 'SqlConnection', spec: { connection: { dbEngine: 'django.db.backends.postgresql', hostname: 'db', database: 'shop' } } },
      { kind: 'Account', metadata: { ...metadata, accountNumber: '1234-5678-9012' }, spec: { config: { companyName: 'Acme' } } },
      { kind: 'User', metadata: { ...metadata, username: 'jdoe' }, spec: { config: { email: 'jdoe@example.com', isActive: true } } },
      { kind: 'Secret', spec: { config: { value: 's3cret', expiration_date: '2027-01-01' } } },
      { kind: 'Provider', spec: { provider: { name: 'acme', base_url: 'https://example.com' } } },
      { kind: 'SmarterAuthToken', spec: { config: { username: 'jdoe' } } },
      { kind: 'AuthToken', spec: { config: { username: 'jdoe', isActive: true } } },
      {
        kind: 'Vectorstore',
        spec: { connection: null, backend: 'qdrant', vectorstore: {}, embeddings: { provider: 'openai', later: 1 }, indexModel: { dimension: 8 } },
      },
    ]
    for (const manifest of manifests) expect(errorsOf({ ...chatbot, ...manifest })).toEqual([])
  })

  it('points at an unknown field and suggests the one that was meant', () => {
    expect(only({ ...chatbot, spec: { config: { defaultModle: 'gpt-4o' } } })).toMatchObject({
      path: 'spec.config.defaultModle',
      problem: 'the field is not known',
      remedy: 'Rename it to "defaultModel".',
    })
  })

  it('suggests nothing for an unknown field that resembles none', () => {
    expect(only({ ...chatbot, colour: 'red' })).toMatchObject({ path: 'colour', remedy: 'Remove it.' })
    expect(only({ ...chatbot, spec: { config: {}, ['x'.repeat(100_000)]: 1 } }).remedy).toBe('Remove it.')
  })

  it('finds unknown fields inside lists and rules', () => {
    const base = { ...chatbot, kind: 'ApiPlugin', metadata: { ...metadata, pluginClass: 'api' } }
    const selector = { directive: 'always', searchTerm: ['a'] }
    const parameters = [{ name: 'a', type: 'string' }, { name: 'b', type: 'string', requird: true }]
    const spec = { selector, prompt: { systemRole: '' }, connection: 'crm', apiData: { endpoint: '/', parameters } }
    expect(errorsOf({ ...base, spec }).map(({ path, remedy }) => [path, remedy])).toEqual([
      ['spec.selector.searchTerm', 'Rename it to "searchTerms".'],
      ['spec.apiData.parameters.1.requird', 'Rename it to "required".'],
    ])
  })

  it('finds every mistake in one go', () => {
    const spec = { config: { deployed: 'yes', defaultTemperature: 2, defaultMaxTokens: 1.5, appExamplePrompts: [1] }, functions: ['dance'] }
    expect(errorsOf({ ...chatbot, metadata: { name: '' }, spec }).map(({ path, expected }) => [path, expected])).toEqual([
      ['metadata.name', 'at least 1 characters'],
      ['metadata.description', 'a value for "description"'],
      ['metadata.version', 'a value for "version"'],
      ['spec.config.deployed', 'true or false'],
      ['spec.config.defaultTemperature', 'at most 1'],
      ['spec.config.defaultMaxTokens', 'a whole number'],
      ['spec.config.appExamplePrompts.0', 'a string'],
      ['spec.functions.0', '"get_current_weather" or "date_calculator" or "calculator"'],
    ])
  })

  it('says all of it in one line', () => {
    expect(only({ ...chatbot, spec: { config: { defaultTemperature: -1 } } }).message).toBe(
      'spec.config.defaultTemperature: it is -1, expected at least 0. Change its value.',
    )
  })

  it('explains names, versions and account numbers in words', () => {
    expect(only({ ...chatbot, metadata: { ...metadata, name: 'my bot' } }).expected).toContain('letters, digits')
    expect(only({ ...chatbot, metadata: { ...metadata, name: 'x'.repeat(51) } })).toMatchObject({
      problem: 'it has 51 characters',
      expected: 'at most 50 characters',
    })
    expect(only({ ...chatbot, metadata: { ...metadata, version: '1' } }).expected).toBe('a semantic version such as "1.0.0"')
    expect(only({ ...chatbot, spec: [] })).toMatchObject({ path: 'spec', problem: 'it is a list', expected: 'an object' })
  })

  it('tells which fields do not fit together', () => {
    const spec = { selector: { directive: 'search_terms' }, prompt: { systemRole: '' }, data: { staticData: {} } }
    expect(only({ ...chatbot, kind: 'Plugin', metadata: { ...metadata, pluginClass: 'static' }, spec })).toMatchObject({
      path: 'spec.selector',
      problem: 'its fields do not fit together',
    })
  })

  it('suggests the kind that was meant', () => {
    for (const kind of ['llm-client', 'Llmclient', 'LLMClients']) expect(only({ ...chatbot, kind })).toMatchObject({ path: 'kind', remedy: 'Write "LLMClient".' })
    expect(only({ ...chatbot, kind: 'toString' })).toMatchObject({ path: 'kind', remedy: 'Use one of the known kinds.' })
    expect(only({ ...chatbot, kind: 7 })).toMatchObject({ path: 'kind', problem: 'it is 7' })
  })

  it('suggests fields at the top when the kind is not known', () => {
    expect(errorsOf({ ...chatbot, kind: 'Robot', specs: 1 }).map(({ path, remedy }) => [path, remedy])).toEqual([
      ['kind', 'Use one of the known kinds.'],
      ['specs', 'Rename it to "spec".'],
    ])
  })

  it('names the missing fields of an empty manifest', () => {
    expect(errorsOf({}).map(({ path }) => path)).toEqual(['apiVersion', 'kind', 'metadata', 'spec'])
  })

  it('refuses another version of the format', () => {
    expect(only({ ...chatbot, apiVersion: 'smarter.sh/v0' })).toMatchObject({ path: 'apiVersion', expected: '"smarter.sh/v1"' })
  })

  it.each([null, undefined, 5, true, [], [chatbot], 'Chatbot'])('refuses what is no object: %j', (input) => {
    expect(only(input)).toMatchObject({ path: '', expected: 'an object with apiVersion, kind, metadata and spec' })
  })

  it('never repeats a secret', () => {
    const secret = { ...chatbot, kind: 'Secret' }
    const inputs = [
      { ...secret, spec: { config: { value: 424_242 } } },
      { ...chatbot, kind: 'SqlConnection', spec: { connection: { password: 424_242, dbEngine: '', hostname: '', database: '' } } },
    ]
    for (const input of inputs) {
      const errors = JSON.stringify(errorsOf(input))
      expect(errors).toContain('expected')
      expect(errors).not.toContain('424242')
    }
  })

  it('asks for the value of a secret', () => {
    expect(only({ ...chatbot, kind: 'Secret', spec: { config: {} } }).expected).toContain('"value"')
  })
})

const yaml = `apiVersion: smarter.sh/v1
kind: LLMClient
metadata:
  name: returns_bot # as it is stored
  description: null
  version: 1.0.0
spec:
  config:
    defaultTemperature: 0.2
    defaultSystemRole: |
      You help customers
      with returns.
`
const written = { ...chatbot, kind: 'LLMClient', metadata: { ...metadata, name: 'returns_bot' } }
const spec = { config: { defaultTemperature: 0.2, defaultSystemRole: 'You help customers\nwith returns.\n' } }

async function messagesOf(input: unknown): Promise<string[]> {
  const parsed = await parseManifest(input)
  return parsed.ok ? [] : parsed.errors.map(({ message }) => message)
}

describe('parseManifest', () => {
  it('reads YAML, JSON and objects', async () => {
    expect(await parseManifest(yaml)).toEqual({ ok: true, manifest: { ...written, spec } })
    for (const input of [chatbot, JSON.stringify(chatbot)]) expect(await parseManifest(input)).toEqual({ ok: true, manifest: chatbot })
  })

  it.each([
    ['a value that is too large', ['0.2', '1.5'], 'line 9, column 5: spec.config.defaultTemperature: it is 1.5, expected at most 1. Change its value.'],
    ['a word that is mistyped', ['defaultTemperature', 'defaultTemprature'], /^line 9, column 5: spec.config.defaultTemprature: the field is not known, .* Rename it to "defaultTemperature".$/],
    ['a kind in the wrong case', ['LLMClient', 'Llmclient'], /^line 2, column 1: kind: it is "Llmclient", expected one of .* Write "LLMClient".$/],
    ['a kind that does not exist', ['LLMClient', 'Robot'], /^line 2, column 1: kind: it is "Robot", .* Use one of the known kinds.$/],
    ['a version of the format that is no more', ['/v1', '/v0'], 'line 1, column 1: apiVersion: it is "smarter.sh/v0", expected "smarter.sh/v1". Change its value.'],
    ['a version that is a number', ['1.0.0', '1.0'], 'line 6, column 3: metadata.version: it is 1, expected a string. Change its value.'],
    ['a field that is missing', ['  name', '  # name'], 'line 3, column 1: metadata.name: the field is missing, expected a value for "name". Add "name".'],
    ['metadata that are missing', [/metadata:[^]*(?=spec)/, ''], /^line 1, column 1: metadata: the field is missing/],
    ['text that is no YAML', ['kind: ', 'kind: : '], /^line 2, column \d+: manifest: the text cannot be read \(.*\), expected one YAML document or JSON\./],
    ['two documents', [/$/, '---\na: 1\n'], 'line 13, column 1: manifest: the text cannot be read (there is more than one document), expected one YAML document or JSON. Correct the text; a value with special characters may need quotes.'],
  ] as const)('points into YAML at %s', async (_, [part, replacement], message) => {
    const messages = await messagesOf(yaml.replace(part, replacement))
    expect(messages).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)])
  })

  it('points into JSON', async () => {
    const text = JSON.stringify({ ...chatbot, spec: { config: { defaultTemperature: 2 } } }, null, 2)
    expect(await messagesOf(text)).toEqual(['line 11, column 7: spec.config.defaultTemperature: it is 2, expected at most 1. Change its value.'])
    expect(await messagesOf('{\n  "kind": "Secret",,\n}')).toEqual([expect.stringMatching(/^line 2, column \d+: manifest: the text cannot be read/)])
  })

  it('finds what is wrong also in JSON that is no YAML', async () => {
    expect(await messagesOf('{"kind": "Secret", "kind": "Robot"}')).toContainEqual(expect.stringMatching(/^kind: it is "Robot"/))
  })

  it.each(['', '[]', '- a', 'Chatbot', '"Chatbot"', 'null', '7'])('refuses what is no object: %j', async (text) => {
    expect(await messagesOf(text)).toEqual([expect.stringMatching(/^line 1, column 1: manifest: a manifest cannot be .* expected an object with apiVersion, kind, metadata and spec/)])
  })

  it('refuses aliases that multiply and nesting without end', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`)
    for (const text of [['a0: &a0 lol', ...levels].join('\n'), '['.repeat(100_000)]) expect(await messagesOf(text)).toEqual([expect.stringContaining('cannot be read')])
  })

  it('never repeats a secret', async () => {
    for (const text of ['value: 424242', '{"value": "424242', '{"kind": "Secret", "spec": {"config": {"value": 424242,,}}}', yaml.replace('LLMClient', 'Secret').replace('0.2', '424242')]) {
      const messages = await messagesOf(text)
      expect(messages.length).toBeGreaterThan(0)
      expect(messages.join()).not.toContain('424242')
    }
  })
})
