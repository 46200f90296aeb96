import { Humanloop } from '@smarter-api/sdk'
import { serve } from '@smarter-api/server/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Operation, operations, operationsOf, reference } from '../contract/description.js'
import { methodOf } from '../contract/facade.js'
import { makeCases } from '../contract/request-cases.js'
import { stories } from '../contract/stories/stories.js'
import { findOperation } from '../contract/witness.js'
import { type Front, startFront } from './front.js'
import { type Prism, startPrism } from './prism.js'
import { withoutCycles } from './without-cycles.js'

/** What Prism let pass, or found. */
interface Passage {
  readonly key: string
  readonly status: number
  readonly violations: string | undefined
}

const passages: Passage[] = []

describe.skipIf(reference === undefined)('the SDK and the server, with Prism between them', () => {
  let server: Awaited<ReturnType<typeof serve>>
  let front: Front
  let prism: Prism

  beforeAll(async () => {
    server = await serve()
    front = await startFront(server.url)
    prism = await startPrism(reference ? withoutCycles(reference) : {}, `${front.url}/v5`)
  })

  afterAll(async () => {
    await prism.stop()
    await front.close()
    await server.close()
    const passed = new Set(passages.filter((passage) => operations.some(({ key, status }) => key === passage.key && status === passage.status)).map(({ key }) => key))
    const violations = passages.filter((passage) => passage.violations !== undefined)
    process.stdout.write(`${passed.size}/${operations.length} through Prism, ${violations.length} violations in ${passages.length} calls\n`)
  })

  it.each(Object.entries(stories))('tell the story of %s without a violation', async (resource, tell) => {
    const seen: Passage[] = []
    await tell(connect(seen)).finally(() => passages.push(...seen))
    expect(seen.filter(({ violations }) => violations !== undefined)).toEqual([])
    const answered = new Set(seen.map(({ key, status }) => `${key} ${status}`))
    expect(operationsOf(resource).filter(({ key, status }) => !answered.has(`${key} ${status}`))).toEqual([])
  })

  it('would be stopped by a request that is not described', async () => {
    const seen: Passage[] = []
    await expect(connect(seen).prompts.list({ size: -1 })).rejects.toThrow('422')
    expect(seen).toMatchObject([{ status: 422, violations: expect.stringContaining('size') as string }])
  })

  it('would be marked for an answer that is not described, whatever the operation', async () => {
    front.nonsense = true
    const unmarked: string[] = []
    for (const operation of operations.filter(isDescribed)) {
      const seen: Passage[] = []
      const [one] = await makeCases(operation, false)
      await Promise.resolve(methodOf(connect(seen), operation.resource, operation.name)(one?.params ?? {})).catch(() => undefined)
      if (!seen[0]?.violations?.includes('"response"')) unmarked.push(`${operation.key}: ${JSON.stringify(seen)}`)
    }
    front.nonsense = false
    expect(unmarked).toEqual([])
  })

  function connect(seen: Passage[]): Humanloop {
    return new Humanloop({
      apiKey: 'any',
      baseURL: prism.url,
      maxRetries: 0,
      async fetch(url, init) {
        const response = await fetch(url, init)
        seen.push(await describePassage(init?.method ?? 'GET', url, response))
        return response
      },
    })
  }
})

/** Whether the reference says anything of a success. */
function isDescribed({ answers, status }: Operation): boolean {
  return !Object.values(answers[status] ?? {}).some(({ schema = {} }) => Object.keys(schema).length === 0)
}

async function describePassage(method: string, url: string, response: Response): Promise<Passage> {
  const { pathname } = new URL(url)
  const { status, headers } = response
  const refusal = headers.get('content-type')?.startsWith('application/problem+json') ? await response.clone().text() : undefined
  return { key: findOperation(method, pathname)?.key ?? `${method} ${pathname}`, status, violations: headers.get('sl-violations') ?? refusal }
}
