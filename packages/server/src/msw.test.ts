import { delay, http, HttpResponse } from 'msw'
import type { HttpHandler } from 'msw'
import { setupServer } from 'msw/node'
import type { SetupServer } from 'msw/node'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { handlers } from './msw.js'
import type { HandlerOptions, PlatformHandlers } from './msw.js'
import { gatedModel } from './testing/gated-model.js'

/** Whatever none of these answers gets a status of its own. */
function listening(answers: HttpHandler[]): SetupServer {
  const platforms = setupServer(...answers, http.all('*', () => new HttpResponse(null, { status: unhandled })))
  platforms.listen({ onUnhandledRequest: 'error' })
  onTestFinished(() => platforms.close())
  return platforms
}

function mocked(options?: HandlerOptions): PlatformHandlers {
  const platform = handlers(options)
  listening(platform)
  return platform
}

const unhandled = 418
const humanloop = 'https://api.humanloop.com/v5'
const json = { 'content-type': 'application/json' }
const call = { method: 'POST', headers: json, body: '{"path":"a","prompt":{"model":"gpt-4o"},"stream":true}' }

function makePrompt(base = humanloop, body = '{"path":"a","model":"gpt-4o"}'): Promise<Response> {
  return fetch(`${base}/prompts`, { method: 'POST', headers: json, body })
}

async function pathsAt(base = humanloop): Promise<string[]> {
  const { records } = (await (await fetch(`${base}/prompts`)).json()) as { records: { path: string }[] }
  return records.map(({ path }) => path)
}

describe('handlers', () => {
  it('answer in place of Humanloop, and remember', async () => {
    mocked()
    await makePrompt()
    expect(await pathsAt()).toEqual(['a'])
  })

  it('stream piece by piece, while the model is still at work', async () => {
    const { model, open } = gatedModel({ afterFirstPiece: true })
    mocked({ model })
    const reader = (await fetch(`${humanloop}/prompts/call`, call)).body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toMatch(/^data: \{/)
    open()
    let rest = ''
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) rest += piece.value
    expect(rest).toMatch(/data: \[DONE\]\n\n$/)
  })

  it('break off a stream that is aborted, and keep its Log all the same', async () => {
    const { model, open } = gatedModel({ afterFirstPiece: true })
    mocked({ model })
    const controller = new AbortController()
    const { body } = await fetch(`${humanloop}/prompts/call`, { ...call, signal: controller.signal })
    const reader = body?.getReader()
    await reader?.read()
    controller.abort()
    await expect(reader?.read()).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    open()
    const { id } = (await (await makePrompt()).json()) as { id: string }
    await vi.waitFor(async () => expect(await (await fetch(`${humanloop}/logs?file_id=${id}`)).json()).toMatchObject({ total: 1 }))
  })

  it('give up a call that is aborted before its answer', async () => {
    const { model, asked, open } = gatedModel()
    mocked({ model })
    const controller = new AbortController()
    const answer = fetch(`${humanloop}/prompts/call`, { ...call, body: call.body.replace(',"stream":true', ''), signal: controller.signal })
    await asked(1)
    controller.abort()
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    open()
  })

  it('answer in place of Smarter, with its own addresses', async () => {
    mocked({ era: 'chatbot' })
    const manifest = { apiVersion: 'smarter.sh/v1', kind: 'Chatbot', metadata: { name: 'a', description: null, version: null }, spec: { config: {} } }
    const smarter = 'https://platform.smarter.sh/api/v1/cli'
    await fetch(`${smarter}/apply/`, { method: 'POST', headers: json, body: JSON.stringify(manifest) })
    const described = await fetch(`${smarter}/describe/chatbot/?name=a`, { method: 'POST' })
    expect(await described.json()).toMatchObject({ data: { status: { urlChatbot: 'https://platform.smarter.sh/api/v1/chatbots/1/chat/' } } })
  })

  it('answer in place of OpenAI when they are asked to', async () => {
    mocked({ openai: true })
    const body = '{"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]}'
    const response = await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers: json, body })
    expect(await response.json()).toMatchObject({ object: 'chat.completion', model: 'smarter-builtin' })
    expect(handlers()).toHaveLength(2)
  })

  it('leave a platform alone that is switched off', () => {
    expect(handlers({ smarter: false })).toHaveLength(1)
    expect(handlers({ humanloop: false, smarter: false })).toHaveLength(0)
  })

  it('ask for a key when there is one', async () => {
    mocked({ apiKeys: ['k'] })
    expect((await fetch(`${humanloop}/prompts`)).status).toBe(401)
    expect((await fetch(`${humanloop}/prompts`, { headers: { 'x-api-key': 'k' } })).status).toBe(200)
  })

  it('share nothing between two calls', async () => {
    mocked()
    await makePrompt()
    const another = handlers()
    expect(await (await another.fetch(`${humanloop}/prompts`)).json()).toMatchObject({ total: 0 })
  })

  it.each([
    ['with the path of the platform', 'http://localhost:9357/v5'],
    ['with another path', 'https://proxy.example/team/humanloop'],
    ['without a path', 'https://humanloop.internal'],
    ['with a slash at the end', 'https://humanloop.internal/v5/'],
  ])('answer at a base URL of one\'s own, %s', async (_, base) => {
    mocked({ humanloop: base, smarter: false })
    expect((await makePrompt(base.replace(/\/$/, ''), '{"path":"a?b/ü","model":"gpt-4o"}')).status).toBe(200)
    expect(await pathsAt(base.replace(/\/$/, ''))).toEqual(['a?b/ü'])
    expect((await fetch(`${humanloop}/prompts`)).status).toBe(unhandled)
  })

  it('stand side by side, each with its own data', async () => {
    const bases = ['http://team-a.example/v5', 'http://team-b.example/v5'] as const
    listening(bases.flatMap((base) => handlers({ humanloop: base, smarter: false })))
    await makePrompt(bases[0])
    expect([await pathsAt(bases[0]), await pathsAt(bases[1])]).toEqual([['a'], []])
  })

  it('begin afresh on reset, with other options when they are given, until the next one', async () => {
    const platform = mocked({ environments: ['live'] })
    await makePrompt()
    platform.reset({ apiKeys: ['k'] })
    expect((await fetch(`${humanloop}/prompts`)).status).toBe(401)
    platform.reset()
    expect(await pathsAt()).toEqual([])
    const { id } = (await (await makePrompt()).json()) as { id: string }
    expect(await (await fetch(`${humanloop}/prompts/${id}/environments`)).json()).toMatchObject([{ name: 'live' }])
  })

  it('let the reader of a stream come to its end over a reset', async () => {
    const { model, open } = gatedModel({ afterFirstPiece: true })
    const platform = mocked({ model })
    const answer = await fetch(`${humanloop}/prompts/call`, call)
    platform.reset()
    open()
    expect(await answer.text()).toContain('data: [DONE]')
    expect(await pathsAt()).toEqual([])
  })

  it('leave to msw what is below no base URL', async () => {
    mocked()
    expect((await fetch('https://api.humanloop.com/v4/prompts')).status).toBe(unhandled)
    expect((await fetch(`${humanloop}/prompt`)).status).toBe(404)
  })

  it.each([
    ['an answer', () => HttpResponse.json({ detail: 'Slow down.' }, { status: 429 }), 429],
    ['an answer that comes late', async () => delay(1).then(() => HttpResponse.json({}, { status: 503 })), 503],
  ])('let a test put %s before them, once', async (_, answer, status) => {
    const platforms = listening(handlers())
    platforms.use(http.post(`${humanloop}/prompts`, answer, { once: true }))
    expect((await makePrompt()).status).toBe(status)
    expect((await makePrompt()).status).toBe(200)
  })

  it.each(['localhost:9357/v5', 'https://a.example/v5?key=1', 'https://me:secret@a.example/v5', ''])('refuse %o as a base URL', (base) => {
    const words = 'humanloop must be true, false or a base URL without user, query and fragment, such as "http://localhost:9357/v5"'
    expect(() => handlers({ humanloop: base })).toThrow(new TypeError(words))
  })
})
