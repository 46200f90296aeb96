import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { RepositoryUnavailable } from '../../repository/repository-unavailable.js'
import { createSignal } from '../../testing/gated-model.js'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import { runCommand as runProgram } from './run-command.js'
import { serve } from '../serve.js'

const variables: string[] = []

afterEach(() => {
  for (const name of variables.splice(0)) delete process.env[name]
})

function setVariable(name: string, value: string): void {
  variables.push(name)
  process.env[name] = value
}

/** Runs the command to its end; `whileUp` gets its address once it listens, and stopping follows. */
async function runCommand(args: string[], whileUp: (url: string) => Promise<void> = async () => undefined) {
  const printed: string[] = []
  const complaints: string[] = []
  const stopped = createSignal()
  const code = await runProgram(args, {
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
    progress: { write: () => undefined },
    async untilStopped() {
      await whileUp(/http:\/\/\S+/.exec(printed.join('\n'))?.[0] ?? '')
      stopped.send()
      await stopped.sent
    },
  })
  return { code, printed: printed.join('\n'), complaints }
}

function upsert(url: string, model: string): Promise<Response> {
  return fetch(`${url}/v5/prompts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ path: 'a', model }) })
}

const free = ['--port', '0', '--data', ':memory:']

describe('smarter-server', () => {
  it('says where it listens and what to do next, and stops with code 0', async () => {
    let answered = 0
    const { code, printed, complaints } = await runCommand(free, async (url) => {
      answered = (await fetch(`${url}/v5/prompts`)).status
    })
    expect([code, answered, complaints]).toEqual([0, 200, []])
    expect(printed).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+/)
    expect(printed).toContain('SMARTER_BASE_URL=')
    expect(printed).toContain('Next: ')
    expect(printed).toMatch(/GET \/v5\/prompts 200 [\d.]+ ms req_/)
  })

  it('tells the address that callers reach it by, and refuses one that is none', async () => {
    const { printed } = await runCommand([...free, '--public-url', 'https://prompts.example/'])
    expect(printed).toContain('SMARTER_BASE_URL=https://prompts.example/api/v1 ')
    expect(printed).toContain('OPENAI_BASE_URL=https://prompts.example/v1')
    const refused = await runCommand([...free, '--public-url', 'prompts.example'])
    expect([refused.code, refused.complaints[0]]).toEqual([1, expect.stringContaining('is not an address')])
  })

  it.each([
    [['--public-url', 'https://me:hush@prompts.example']],
    [['--public-url', "me:it's hush@prompts.example"]],
    [['--allow-origin', 'https://me:hush@app.example/path']],
    [['--provider-url', 'https://me:hush@provider.example/v1']],
    [['--provider-url', 'https://:hush@provider.example/v1']],
    [['--provider-url', 'groq=https://me:hush@provider.example/v1']],
    [['--api-keys=hush']],
    [['--api-keys', 'hush', '--port', 'x']],
  ])('refuses %j without telling the secret in it', async (args) => {
    const { code, printed, complaints } = await runCommand([...free, ...args])
    expect([code, printed, complaints.length]).toEqual([1, '', 1])
    expect(complaints[0]).not.toContain('hush')
  })

  it('tells no secret of a variable that it refuses either', async () => {
    setVariable('SMARTER_SERVER_PUBLIC_URL', 'https://me:hush@prompts.example/?x')
    const { complaints } = await runCommand(free)
    expect(complaints).toEqual([expect.stringMatching(/--public-url <url>.*'https:\/\/…@prompts\.example\/\?x' from env 'SMARTER_SERVER_PUBLIC_URL' is invalid/)])
    expect(complaints[0]).not.toContain('hush')
  })

  it('takes every option from the environment too, and options win', async () => {
    setVariable('SMARTER_SERVER_API_KEY', 'one, two')
    setVariable('SMARTER_SERVER_ERA', 'chatbot')
    setVariable('SMARTER_SERVER_LOG_LEVEL', 'error')
    setVariable('SMARTER_SERVER_PORT', '1')
    const { printed } = await runCommand(free, async (url) => {
      expect((await fetch(`${url}/v5/prompts`)).status).toBe(401)
      expect((await fetch(`${url}/v5/prompts`, { headers: { 'x-api-key': 'two' } })).status).toBe(200)
    })
    expect(printed).toContain('generation: chatbot')
    expect(printed).toContain('Callers need one of 2 keys')
    expect(printed).not.toContain('GET /v5')
  })

  it('answers by the provider that it is given, and never shows its key', async () => {
    const provider = await serve({ apiKeys: ['sk-provider-secret'] })
    setVariable('SMARTER_SERVER_PROVIDER_KEY', 'sk-provider-secret')
    const args = [...free, '--provider-url', `${provider.url}/v1`, '--provider-models', 'gpt-4o=llama3, b=c']
    const { code, printed, complaints } = await runCommand(args, async (url) => {
      await upsert(url, 'gpt-4o')
      const headers = { 'content-type': 'application/json' }
      const called = await fetch(`${url}/v5/prompts/call`, { method: 'POST', headers, body: JSON.stringify({ path: 'a', messages: [{ role: 'user', content: 'Hi' }] }) })
      expect(await called.text()).toContain('standing in for llama3')
    })
    const help = await runCommand(['--help'])
    await provider.close()
    expect([code, complaints]).toEqual([0, []])
    expect(printed).toContain(`Models     ${provider.url}/v1 answers`)
    expect(printed + help.printed).not.toContain('sk-provider-secret')
    for (const address of ['ftp://provider', 'nope', 'groq=nope']) {
      const complaint = `smarter-server: "${address}" is not the address of a provider. Give --provider-url one such as http://localhost:11434/v1, or <name>=https://…`
      expect(await runCommand([...free, '--provider-url', address])).toMatchObject({ code: 1, complaints: [complaint] })
    }
    setVariable('SMARTER_SERVER_PROVIDER_KEY', 'sk provider secret')
    expect((await runCommand([...free, '--provider-url', 'http://localhost/v1'])).complaints).toEqual([expect.not.stringContaining('sk provider secret')])
    expect((await runCommand(free)).complaints).toEqual([expect.stringContaining('Set --provider-url too.')])
  })

  it('lets providers answer by their names, and says which', async () => {
    const provider = await serve({ apiKeys: ['gsk=of-groq='] })
    const args = [...free, '--provider-url', `groq=${provider.url}/v1`, '--provider-key', 'groq=gsk=of-groq=']
    const { code, printed } = await runCommand(args, async (url) => {
      const headers = { 'content-type': 'application/json' }
      const call = async (body: object) => (await fetch(`${url}/v5/prompts/call`, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<{ provider_latency?: number; logs: object[] }>
      const messages = [{ role: 'user', content: 'Hi' }]
      expect(JSON.stringify(await call({ path: 'a', prompt: { model: 'llama', provider: 'groq' }, messages }))).toContain('standing in for llama')
      expect(JSON.stringify(await call({ path: 'b', prompt: { model: 'gpt-4o' }, messages }))).toContain('standing in for gpt-4o')
    })
    await provider.close()
    expect(code).toBe(0)
    expect(printed).toContain(`the built-in model answers; --provider-url sets a real one; ${provider.url}/v1 for groq`)
    expect(printed).not.toContain('of-groq')
  })

  it('logs as JSON when it is told, and answers for its health and its figures', async () => {
    const { printed, complaints } = await runCommand([...free, '--log-format', 'json', '--log-level', 'debug', '--metrics'], async (url) => {
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      expect(await (await fetch(`${url}/metrics`)).text()).toContain('# TYPE')
    })
    const lines = printed.split('\n').map((line) => JSON.parse(line) as { level: string; message: string })
    expect(lines.map(({ message }) => message)).toEqual([
      expect.stringContaining('smarter-server listens on'), 'GET /healthz 200', 'GET /metrics 200', expect.stringContaining('Stopping'),
    ])
    expect(complaints).toEqual([])
  })

  it.each([['true', 200], ['1', 200], ['false', 404], ['0', 404], ['', 404]])('takes an option without a value from a variable that says "%s"', async (value, status) => {
    setVariable('SMARTER_SERVER_METRICS', value)
    const { code } = await runCommand(free, async (url) => expect((await fetch(`${url}/metrics`)).status).toBe(status))
    expect(code).toBe(0)
  })

  it('refuses a variable that says neither yes nor no, and leaves it alone where the option is given', async () => {
    setVariable('SMARTER_SERVER_METRICS', 'flase')
    const { code, complaints } = await runCommand(free)
    expect(code).toBe(1)
    expect(complaints).toEqual(["smarter-server: option '--metrics' value 'flase' from env 'SMARTER_SERVER_METRICS' is invalid. Write true or false. Run smarter-server --help."])
    const { code: codeOfOption } = await runCommand([...free, '--metrics'], async (url) => expect((await fetch(`${url}/metrics`)).status).toBe(200))
    expect(codeOfOption).toBe(0)
  })

  it('keeps its data where it is told, and bounds bodies', async () => {
    const data = join(await temporaryFolder(), 'data.db')
    const args = ['--port', '0', '--data', data, '--max-body', '1kb', '--log-level', 'silent']
    await runCommand(args, async (url) => {
      expect((await upsert(url, 'x'.repeat(1024))).status).toBe(413)
      expect((await upsert(url, 'gpt-4o')).status).toBe(200)
    })
    await runCommand(args, async (url) => {
      expect(await (await fetch(`${url}/v5/prompts`)).json()).toMatchObject({ total: 1 })
    })
  })

  it('explains itself with --help and gives its version', async () => {
    const help = await runCommand(['--help'])
    expect([help.code, help.complaints]).toEqual([0, []])
    for (const word of ['--port', '--api-key', 'SMARTER_SERVER_MAX_BODY', 'Examples:']) expect(help.printed).toContain(word)
    expect(await runCommand(['--version'])).toMatchObject({ code: 0, printed: '0.0.0-test' })
  })

  it.each([
    [['--background', '0'], /whole number from 1 to 1000/],
    [['--prot', '1'], /unknown option '--prot' \(Did you mean --port\?\)/],
    [['--log-level', 'loud'], /Allowed choices are debug, info, warn, error, silent/],
    [['--patience', '-1'], /Seconds are a number from 0 to 3600/],
    [['--port', 'many'], /A port is a whole number from 0 to 65535/],
    [['--port', '70000'], /A port is a whole number/],
    [['--max-body', '0'], /A size is a whole number of bytes/],
    [['--api-key', ' '], /It is blank/],
    [['--era', 'stone'], /Allowed choices are chatbot, llmclient/],
    [['--allow-origin', 'app.example'], /"app\.example" is not the origin of a page\. Write scheme, host and port/],
    [['--host', ''], /--host <address>.* It is blank/],
    [['--data', ''], /--data <folder>.* It is blank/],
    [['--provider-models', 'gpt-4o'], /Write pairs such as gpt-4o=llama3/],
    [['extra'], /"extra" is not a command; the commands are keys.* Without one the server starts/],
    [['--port', '0', '--host', '0.0.0.0'], /needs an API key/],
    [['--port', '0', '--data', '/dev/null/x.db'], /folder \/dev\/null .*cannot be made/],
    [['--port', '0', '--data', '/proc/none/deep/x.db'], /folder \/proc\/none\/deep .*cannot be made.* Choose another place/],
    [['--port', '0', '--data', '/proc/x.db'], /database \/proc\/x\.db cannot be opened.* may read and write it, the files beside it/],
  ])('refuses %j with one sentence and a code that is not 0', async (args, message) => {
    const { code, complaints } = await runCommand(args)
    expect(code).not.toBe(0)
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toMatch(/^smarter-server: [^\n]*$/)
    expect(complaints[0]).toMatch(message)
  })

  it('says in one line when it fails in a way that it does not know', async () => {
    const { code, complaints } = await runCommand(free, () => Promise.reject(new Error('the moon\nis full')))
    expect([code, complaints]).toEqual([1, ['smarter-server: It failed in a way that it does not know: the moon is full. Please report this.']])
  })

  it.each(['SQLITE_FULL', 'ENOSPC', '53100'])('says that the disk is full when it hears %s', async (code) => {
    const { complaints } = await runCommand(free, () => Promise.reject(Object.assign(new Error('no room'), { code })))
    expect(complaints).toEqual(['smarter-server: The disk is full. Make room and try again; what was acknowledged before is kept.'])
  })

  it('says what became of a database that goes away', async () => {
    const gone = new RepositoryUnavailable('lost', { cause: new Error('connect ECONNREFUSED 127.0.0.1:5432') })
    const { complaints } = await runCommand(free, () => Promise.reject(gone))
    expect(complaints).toEqual([
      'smarter-server: The database cannot be reached or used: connect ECONNREFUSED 127.0.0.1:5432. Try again later; what was acknowledged before is kept.',
    ])
  })

  it('refuses a file that is no database', async () => {
    const data = join(await temporaryFolder(), 'notes.txt')
    await writeFile(data, 'x'.repeat(2000))
    const { code, complaints } = await runCommand(['--port', '0', '--data', data])
    expect([code, complaints]).toEqual([1, [expect.stringContaining('is not a database')]])
  })
})
