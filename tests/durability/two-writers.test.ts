import { checkDatabase } from '@smarter-api/server/node'
import { describe, expect, it } from 'vitest'
import { createClient, Refused } from './client.js'
import type { Body, Client } from './client.js'
import { startServer } from './server-process.js'
import { storages } from './storages.js'

const rounds = 15
const sound = { problems: [], unlisted: 0, note: null }

/** Sends requests to two processes at the same moment, each to one of them in turn. Gives the bodies of those that were done; the others were refused with 409. */
async function race(clients: readonly [Client, Client], requests: { route: string; body: object; headers?: Record<string, string> }[]): Promise<Body[]> {
  const outcomes = await Promise.all(
    requests.map(({ route, body, headers }, index) =>
      (index % 2 === 0 ? clients[0] : clients[1]).call(route, body, headers).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 409) return undefined
        throw error
      }),
    ),
  )
  return outcomes.filter((outcome) => outcome !== undefined)
}

function four(route: string, bodyOf: (index: number) => object, headers: Record<string, string> = {}) {
  return Array.from({ length: 4 }, (_, index) => ({ route, body: bodyOf(index), headers }))
}

function distinct(bodies: Body[], field: string): number {
  return new Set(bodies.map((body) => body[field])).size
}

async function recordsOf(client: Client, path: string): Promise<Body[]> {
  return ((await client.call(`GET ${path}`)) as { records: Body[] }).records
}

describe.each(storages)('two servers over one database in %s', (_name, open) => {
  it('agree on every file, version, name, deployment, log and key that both write at once', async () => {
    const storage = await open()
    const servers = await Promise.all([startServer(storage.options), startServer(storage.options)])
    const clients = [createClient(servers[0].url), createClient(servers[1].url)] as const
    const [one, other] = clients
    for (let round = 0; round < rounds; round += 1) {
      const beside = checkDatabase(storage.place)
      const path = `race/deep-${round}/prompt`
      const made = await race(clients, four('POST /v5/prompts', () => ({ path, model: 'gpt-4o' })))
      expect([made.length, distinct(made, 'id'), distinct(made, 'version_id')]).toEqual([4, 1, 1])
      const id = String(made[0]?.['id'])

      const versions = await race(clients, four('POST /v5/prompts', (index) => ({ path, model: 'gpt-4o', template: `version ${index % 3}` })))
      expect([versions.length, distinct(versions, 'version_id')]).toEqual([4, 3])
      const named = await race(clients, four('POST /v5/prompts', (index) => ({ path, model: `named-${index}`, version_name: 'only' })))
      expect(named).toHaveLength(1)
      const listed = await recordsOf(other, `/v5/prompts/${id}/versions`)
      expect([listed.length, distinct(listed, 'version_id')]).toEqual([5, 5])
      expect(listed.filter(({ version_name: name }) => name === 'only')).toHaveLength(1)

      const deployed = await race(
        clients,
        versions.map(({ version_id: version }) => ({ route: `POST /v5/prompts/${id}/environments/env_staging?version_id=${String(version)}`, body: {} })),
      )
      expect(deployed).toHaveLength(4)
      const serving = await one.call(`GET /v5/prompts/${id}?environment=staging`)
      expect(versions.map(({ version_id: version }) => version)).toContain(serving['version_id'])

      const logs = await race(clients, four('POST /v5/prompts/log', (index) => ({ id, log_id: `log_race_${round}`, output: `writer ${index}` })))
      expect(logs).toHaveLength(1)
      const keyed = await race(clients, four('POST /v5/prompts/log', () => ({ id, output: 'once' }), { 'idempotency-key': `race-${round}` }))
      expect([keyed.length > 0, distinct(keyed, 'id')]).toEqual([true, 1])
      const plain = await race(clients, four('POST /v5/prompts/log', (index) => ({ id, output: `each ${index}` })))
      expect([plain.length, distinct(plain, 'id')]).toEqual([4, 4])
      expect(await one.call(`GET /v5/prompts/${id}`)).toMatchObject({ total_logs_count: 6 })

      const added = await race(clients, four('POST /v5/datasets', (index) => ({ path: 'race/dataset', action: 'add', datapoints: [{ inputs: { round: `${round}-${index % 3}` } }] })))
      expect(added).toHaveLength(4)
      expect(await other.call('GET /v5/datasets?name=dataset')).toMatchObject({ total: 1, records: [{ datapoints_count: (round + 1) * 3 }] })

      const metadata = { name: `bot_${round}`, description: 'd', version: '1.0.0' }
      const chatbot = { apiVersion: 'smarter.sh/v1', kind: 'LLMClient', metadata, spec: { config: { defaultSystemRole: 'You help.' } } }
      expect(await race(clients, four('POST /api/v1/cli/apply/', () => chatbot))).toHaveLength(4)
      expect(await beside).toMatchObject(sound)
    }
    const report = await checkDatabase(storage.place)
    expect(report).toMatchObject(sound)
    expect(report.counts).toMatchObject({ files: rounds + 1, logs: rounds * 6, manifests: rounds, deployments: rounds, datapoints: rounds * 3, directories: rounds + 2 })
    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0])
    expect(servers.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
