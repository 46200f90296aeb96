import { describe, expect, it } from 'vitest'
import { type ManifestError, parseManifest } from './parse-manifest.js'

const metadata = { name: 'my-bot', description: null, version: '1.0.0' }
const chatbot = { apiVersion: 'smarter.sh/v1', kind: 'Chatbot', metadata, spec: { config: { defaultModel: 'gpt-4o-mini' } } }

function errorsOf(input: unknown): ManifestError[] {
  const parsed = parseManifest(input)
  return parsed.ok ? [] : parsed.errors
}

function only(input: unknown): ManifestError {
  const [error, ...others] = errorsOf(input)
  expect(others).toEqual([])
  if (!error) throw new Error('the manifest was taken')
  return error
}

describe('parseManifest', () => {
  it('gives back a manifest that is right', () => {
    expect(parseManifest(chatbot)).toEqual({ ok: true, manifest: chatbot })
  })

  it('reads JSON text', () => {
    expect(parseManifest(JSON.stringify(chatbot))).toEqual({ ok: true, manifest: chatbot })
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
    expect(only({ ...chatbot, kind: 'llm-client' })).toMatchObject({ path: 'kind', remedy: 'Write "LLMClient".' })
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

  it.each([null, undefined, 5, true, [], [chatbot], '[]', '"Chatbot"'])('refuses what is no object: %j', (input) => {
    expect(only(input)).toMatchObject({ path: '', expected: 'an object with apiVersion, kind, metadata and spec' })
  })

  it('refuses text that is not JSON and says what to do with YAML', () => {
    expect(only('kind: Chatbot\n').remedy).toContain('YAML')
  })

  it('never repeats a secret', () => {
    const secret = { ...chatbot, kind: 'Secret' }
    const inputs = [
      { ...secret, spec: { config: { value: 424_242 } } },
      { ...chatbot, kind: 'SqlConnection', spec: { connection: { password: 424_242, dbEngine: '', hostname: '', database: '' } } },
      `{"kind": "Secret", "spec": {"config": {"value": 424242,,}}}`,
      `{"value": "424242`,
      'value: 424242',
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
