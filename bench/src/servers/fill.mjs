import { createServer } from '@smarter-api/server'
import { libsqlRepository } from '@smarter-api/server/node'
import { log, prompt } from './payloads.mjs'

const atOnce = 1000
const begin = Date.parse('2026-01-01T00:00:00Z')
const between = 60_000

/** When a log of a filled database was made: one each minute. */
export const timeOf = (index) => new Date(begin + index * between).toISOString()

/** Fills a database with a prompt of two versions and its logs. One of ten is in a trace, and one of ten speaks of a zebra. Gives the ids. */
export async function fill(dataFile, count) {
  const repository = await libsqlRepository(dataFile)
  const server = createServer({ repository })
  const [first, second] = [await upsert(server, 'gpt-4o'), await upsert(server, 'gpt-4o-mini')]
  for (let start = 0; start < count; start += atOnce) {
    const chunk = Array.from({ length: Math.min(atOnce, count - start) }, (_, index) => recordOf(start + index, first.id, [first.version_id, second.version_id]))
    await repository.write(({ logs }) => logs.insertMany(chunk))
  }
  await server.close()
  return { fileId: first.id, versionId: first.version_id }
}

async function upsert(server, model) {
  const body = JSON.stringify({ ...prompt, model })
  const response = await server.fetch('http://localhost/v5/prompts', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!response.ok) throw new Error(`the prompt was refused with ${response.status}`)
  return response.json()
}

function recordOf(index, fileId, versionIds) {
  const { path: _path, ...content } = log
  const isTenth = index % 10 === 0
  return {
    id: `log_${crypto.randomUUID()}`,
    kind: 'prompt',
    fileId,
    versionId: versionIds[index % versionIds.length],
    parentId: null,
    traceParentId: null,
    traceId: isTenth ? `log_trace_${index}` : null,
    sourceDatapointId: null,
    runId: null,
    logStatus: null,
    createdAt: timeOf(index),
    content: { ...content, output: isTenth ? `${content.output} A zebra watches.` : content.output, metadata: { customer: `c-${index % 10}`, session: `s-${index}` } },
  }
}
