import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createHumanloopClient, upsertPrompt } from '@smarter-api/prompts'
import { serve } from '@smarter-api/server/node'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

describe('in workerd, the built packages', () => {
  let worker: Miniflare
  let platform: Awaited<ReturnType<typeof serve>>

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('worker.js', import.meta.url))],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      platform: 'browser',
      conditions: ['workerd', 'worker', 'browser'],
      // Without it esbuild would follow the paths of tsconfig.json to the sources.
      tsconfigRaw: '{}',
      write: false,
    })
    worker = new Miniflare({ modules: true, script: outputFiles[0]?.text ?? '', compatibilityDate: '2026-04-01' })
    platform = await serve({ port: 0 })
    await upsertPrompt(createHumanloopClient({ apiKey: null, baseURL: `${platform.url}/v5` }), { path: 'support', model: 'gpt-4o-mini' })
  })
  afterAll(async () => {
    await worker.dispose()
    await platform.close()
  })

  const run = async (job: string, url: string) => (await worker.dispatchFetch('http://worker/', { method: 'POST', body: JSON.stringify({ job, url }) })).json()

  it('call a prompt', async () => {
    expect(await run('call', platform.url)).toEqual({ output: expect.stringMatching(/./) as string })
  })

  it.each(['stream', 'facade'])('read a stream (%s)', async (job) => {
    const { outputs } = (await run(job, platform.url)) as { outputs: string[] }
    expect(outputs.join('')).toMatch(/./)
    expect(outputs.length).toBeGreaterThan(1)
  })

  describe('sent elsewhere by a redirect', () => {
    const seen: { place: string; key: boolean }[] = []
    let first: Server
    let second: Server
    beforeAll(async () => {
      second = await listen((request, response) => {
        seen.push({ place: 'second', key: carriesKey(request.headers) })
        response.end('{}')
      })
      first = await listen((request, response) => {
        seen.push({ place: 'first', key: carriesKey(request.headers) })
        response.writeHead(307, { location: `${addressOf(second)}/stolen` }).end()
      })
    })
    beforeEach(() => void seen.splice(0))
    afterAll(() => [first, second].forEach((server) => server.close()))

    it.each(['humanloop', 'smarter'])('refuse to go there: the second origin sees no request and no key (%s)', async (job) => {
      const { error, message } = (await run(job, addressOf(first))) as { error: string | null; message: string }
      expect(seen).toEqual([{ place: 'first', key: true }])
      expect(error).toMatch(/Error$/)
      expect(message).not.toContain('secret-key')
    })
  })
})

function carriesKey(headers: object): boolean {
  return JSON.stringify(headers).includes('secret-key')
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
