import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ServerOptions } from '../options.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import { connect, connectHumanloop } from '../testing/connect.js'
import { engines } from '../testing/engines.js'
import { gatedModel } from '../testing/gated-model.js'
import { sharedDatabases } from '../testing/shared-databases.js'

const hour = 60 * 60 * 1000
const lease = 15_000
function withKey(key: string): Record<string, string> {
  return { 'idempotency-key': key }
}

function controlledClock(): { clock: () => Date; forward(milliseconds: number): void } {
  let now = Date.parse('2026-01-01T00:00:00Z')
  return {
    clock: () => new Date(now),
    forward: (milliseconds) => {
      now += milliseconds
    },
  }
}

async function withPrompt(options: ServerOptions = {}) {
  const connection = connectHumanloop(options)
  const { id } = await connection.ask('POST /prompts', {}, { path: 'a', model: 'gpt-4o' })
  const countLogs = async () => (await connection.ask('GET /prompts/{id}', { id })).total_logs_count
  return { ...connection, id, countLogs }
}

describe.each(engines)('an Idempotency-Key, with data in %s', (_name, open) => {
  it('gives the stored answer to a repeat, and does the work once', async () => {
    const { send, id, countLogs } = await withPrompt({ repository: await open() })
    const body = { id, output: 'done' }
    const first = await send('POST /prompts/log', body, withKey('k'))
    const second = await send('POST /prompts/log', body, withKey('k'))
    expect(second).toMatchObject({ status: 200, text: first.text })
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true'])
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'))
    expect(await countLogs()).toBe(1)
  })

  it('gives a stream again, event by event', async () => {
    const { send, id, countLogs } = await withPrompt({ repository: await open() })
    const body = { id, messages: [{ role: 'user', content: 'Hi' }], stream: true }
    const first = await send('POST /prompts/call', body, withKey('k'))
    const second = await send('POST /prompts/call', body, withKey('k'))
    expect(first.text).toContain('data: [DONE]')
    expect(second.text).toBe(first.text)
    expect(second.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(await countLogs()).toBe(1)
  })

  it('refuses another body, another query and another route with 422', async () => {
    const { send, id } = await withPrompt({ repository: await open() })
    await send('POST /prompts/log', { id, output: 'one' }, withKey('k'))
    expect((await send('POST /prompts/log', { id, output: 'two' }, withKey('k'))).status).toBe(422)
    expect((await send('POST /prompts/log?environment=production', { id, output: 'one' }, withKey('k'))).status).toBe(422)
    expect((await send(`DELETE /prompts/${id}`, undefined, withKey('k'))).status).toBe(422)
  })

  it('answers 409 while the first request runs, and asks to come again when its lease ends', async () => {
    const { clock, forward } = controlledClock()
    const { model, asked, open: openGate } = gatedModel()
    const { send, id, countLogs } = await withPrompt({ repository: await open(), clock, model })
    const first = send('POST /prompts/call', { id }, withKey('k'))
    await asked(1)
    forward(5_500)
    const second = await send('POST /prompts/call', { id }, withKey('k'))
    expect([second.status, second.headers.get('x-should-retry'), second.headers.get('retry-after')]).toEqual([409, 'true', '10'])
    openGate()
    const { text } = await first
    expect((await send('POST /prompts/call', { id }, withKey('k'))).text).toBe(text)
    expect(await countLogs()).toBe(1)
  })

  it('is free again after a refusal, so that the corrected request can use it', async () => {
    const { send, id } = await withPrompt({ repository: await open() })
    expect((await send('POST /prompts/log', { id: 'pr_unknown' }, withKey('k'))).status).toBe(404)
    expect((await send('POST /prompts/log', { id }, withKey('k'))).status).toBe(200)
  })

  it('is forgotten after 24 hours', async () => {
    const { clock, forward } = controlledClock()
    const { send, id, countLogs } = await withPrompt({ repository: await open(), clock })
    await send('POST /prompts/log', { id }, withKey('k'))
    forward(23 * hour)
    expect((await send('POST /prompts/log', { id }, withKey('k'))).headers.get('idempotent-replayed')).toBe('true')
    forward(1 * hour)
    expect((await send('POST /prompts/log', { id }, withKey('k'))).headers.get('idempotent-replayed')).toBe(null)
    expect(await countLogs()).toBe(2)
  })

  it('passes to a repeat when its process is not heard of, and the late attempt stores nothing', async () => {
    const { clock, forward } = controlledClock()
    const { model, asked, open: openGate } = gatedModel()
    const { send, id, countLogs } = await withPrompt({ repository: await open(), clock, model })
    const hanging = send('POST /prompts/call', { id }, withKey('k'))
    await asked(1)
    forward(hour)
    const repeat = send('POST /prompts/call', { id }, withKey('k'))
    await asked(2)
    openGate()
    expect([(await hanging).status, (await repeat).status]).toEqual([409, 200])
    expect(await countLogs()).toBe(1)
  })

  it.each([
    ['/v5', 'POST /prompts/call', { path: 'a', prompt: { model: 'm' } }, { error: expect.any(String) as unknown }],
    ['/v5', 'POST /agents/call', { path: 'b', agent: { model: 'm' } }, { type: 'error' }],
    ['/v1', 'POST /chat/completions', { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }, { error: { code: 'conflict', type: 'invalid_request_error' } }],
    ['/v1', 'POST /responses', { model: 'm', input: 'Hi' }, { type: 'error', code: 'conflict' }],
  ] as const)('tells at the end of a stream that another attempt took over: %s %s', async (prefix, route, body, words) => {
    const { clock, forward } = controlledClock()
    const { model, asked, open: openGate } = gatedModel()
    const { send } = connect(prefix, { repository: await open(), clock, model })
    const hanging = send(route, { ...body, stream: true }, withKey('k'))
    await asked(1)
    forward(hour)
    const repeat = send(route, { ...body, stream: true }, withKey('k'))
    await asked(2)
    openGate()
    const [late, right] = await Promise.all([hanging, repeat])
    const last = /data: (.*)\n\n$/.exec(late.text)?.[1] ?? ''
    expect(JSON.parse(last)).toMatchObject(words)
    expect(last).toContain('Another request with this Idempotency-Key took over. Repeat it.')
    expect(right.text).not.toContain('took over')
  })

  it('belongs to one caller', async () => {
    const connection = connectHumanloop({ repository: await open(), apiKeys: ['one', 'two'] })
    const upsert = (caller: string) => connection.send('POST /prompts', { path: 'a', model: caller }, { ...withKey('k'), 'x-api-key': caller })
    expect([(await upsert('one')).status, (await upsert('two')).status]).toEqual([200, 200])
  })
})

describe('an Idempotency-Key', () => {
  it('means nothing to routes that only read', async () => {
    const { send, id } = await withPrompt()
    expect((await send(`POST /prompts/${id}/populate`, {}, withKey('k'))).status).toBe(200)
    expect((await send(`POST /prompts/${id}/populate`, { other: 1 }, withKey('k'))).status).toBe(200)
  })

  it.each(['', 'k'.repeat(256)])('is refused when it is blank or longer than 255 characters: %#', async (key) => {
    const { send, id, countLogs } = await withPrompt()
    const { status, body } = await send('POST /prompts/log', { id }, withKey(key))
    expect([status, body]).toEqual([422, { detail: [expect.objectContaining({ loc: ['header', 'idempotency-key'] })] }])
    expect(await countLogs()).toBe(0)
  })

  it('stays with an attempt as long as that runs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { clock, forward } = controlledClock()
    const { model, asked, open } = gatedModel()
    const { send, id, countLogs } = await withPrompt({ clock, model, repository: memoryRepository() })
    const first = send('POST /prompts/call', { id }, withKey('k'))
    await asked(1)
    for (let renewal = 0; renewal < 10; renewal += 1) {
      forward(5_000)
      await vi.advanceTimersByTimeAsync(5_000)
    }
    const repeat = await send('POST /prompts/call', { id }, withKey('k'))
    expect([repeat.status, repeat.headers.get('retry-after')]).toEqual([409, '15'])
    open()
    expect((await first).status).toBe(200)
    expect(await countLogs()).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('costs a log no transaction of its own', async () => {
  const repository = memoryRepository()
  const { send, id } = await withPrompt({ repository })
  const write = vi.spyOn(repository, 'write')
  await send('POST /prompts/log', { id }, withKey('k'))
  expect(write).toHaveBeenCalledTimes(1)
})

describe.each(sharedDatabases)('an Idempotency-Key that reaches two processes over one %s database', (_name, share) => {
  it.each(['POST /prompts/log', 'POST /prompts/call'])('is used once when they get it at the same moment, again and again: %s', async (route) => {
    const openAgain = await share()
    const one = await withPrompt({ repository: await openAgain() })
    const other = connectHumanloop({ repository: await openAgain() })
    const rounds = Array.from({ length: 15 }, (_, round) => withKey(`k${round}`))
    const statuses: number[] = []
    for (const key of rounds) {
      const asked = [one, other, one, other].map(({ send }) => send(route, { id: one.id }, key))
      statuses.push(...(await Promise.all(asked)).map(({ status }) => status))
    }
    expect(new Set([...statuses, 409])).toEqual(new Set([200, 409]))
    expect(await one.countLogs()).toBe(rounds.length)
    const repeats = await Promise.all(rounds.map((key) => other.send(route, { id: one.id }, key)))
    expect(repeats.map(({ headers }) => headers.get('idempotent-replayed'))).toEqual(rounds.map(() => 'true'))
  })

  it('is not taken from a living process by one that starts, and is free when that one died', async () => {
    const openAgain = await share()
    const { clock, forward } = controlledClock()
    const { model, asked, open } = gatedModel()
    const dying = await withPrompt({ repository: await openAgain(), clock, model })
    const lost = dying.send('POST /prompts/call', { id: dying.id }, withKey('k'))
    await asked(1)
    const started = connectHumanloop({ repository: await openAgain(), clock })
    const early = await started.send('POST /prompts/call', { id: dying.id }, withKey('k'))
    expect([early.status, early.headers.get('retry-after')]).toEqual([409, '15'])
    forward(lease)
    expect((await started.send('POST /prompts/call', { id: dying.id }, withKey('k'))).status).toBe(200)
    open()
    expect((await lost).status).toBe(409)
    expect(await dying.countLogs()).toBe(1)
  })
})
