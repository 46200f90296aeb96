import { expect, it } from 'vitest'
import { createServer } from '../create-server.js'

/** A body that is told to be as large, and comes when it is let. */
function slowBody(bytes: number | undefined): { request: Request; isAskedFor: () => boolean; send: () => void } {
  const text = new TextEncoder().encode('{"path":"a","model":"m"}'.padEnd(100_000))
  let asked = 0
  let send: (() => void) | undefined
  const gate = new Promise<void>((resolve) => (send = resolve))
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        asked += 1
        if (asked === 1) return controller.enqueue(text)
        await gate
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const headers = { 'content-type': 'application/json', ...(bytes === undefined ? {} : { 'content-length': String(bytes) }) }
  const request = new Request('http://localhost/v5/prompts', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
  return { request, isAskedFor: () => asked > (bytes === undefined ? 1 : 0), send: () => send?.() }
}

const megabyte = 1024 * 1024

it.each([['of a known length', 10 * megabyte], ['in pieces', undefined]])('large bodies %s wait for each other, and small ones for none', async (_, bytes) => {
  const { fetch } = createServer()
  const bodies = Array.from({ length: 30 }, () => slowBody(bytes))
  const askedFor = (): number => bodies.filter(({ isAskedFor }) => isAskedFor()).length
  const answers = bodies.map(({ request }) => fetch(request))
  await expect.poll(askedFor).toBe(12)
  const small = await fetch('http://localhost/v5/prompts', { method: 'POST', body: '{"path":"b","model":"m"}', headers: { 'content-type': 'application/json' } })
  expect([small.status, askedFor()]).toEqual([200, 12])
  for (const { send } of bodies.slice(0, 2)) send()
  await expect.poll(askedFor).toBe(14)
  for (const { send } of bodies) send()
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(bodies.map(() => 200))
})

it('one that is refused leaves its room to the next', async () => {
  const { fetch } = createServer({ maxBodyBytes: 300 * megabyte })
  const wrong = (): Request => new Request('http://localhost/v5/prompts', { method: 'POST', body: 'x'.repeat(100_000), headers: { 'content-type': 'application/json', 'content-length': String(300 * megabyte) } })
  for (let time = 0; time < 3; time += 1) expect((await fetch(wrong())).status).toBe(422)
})
