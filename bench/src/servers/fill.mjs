import { setTimeout as pause } from 'node:timers/promises'
import { createServer } from '@smarter-api/server'
import { libsqlRepository } from '@smarter-api/server/node'
import Libsql from 'libsql'
import { log, prompt } from './payloads.mjs'

const atOnce = 1000
const begin = Date.parse('2026-01-01T00:00:00Z')
const between = 60_000

/** When a log of a filled database was made: one each minute. */
export const timeOf = (index) => new Date(begin + index * between).toISOString()

/** So many logs have to wait before they are taken into the index of texts. */
const indexedFrom = 1000
/** How many logs of a filled database speak of an okapi, however many there are. */
const rareLogs = 50

/**
 * Fills a database with a prompt of two versions and its logs, and waits until the index of their texts is filled too. One of ten speaks of a zebra, and fifty
 * of an okapi, which are in a trace. Gives the ids, and that of the newest log.
 */
export async function fill(dataFile, count) {
  const repository = await libsqlRepository(dataFile)
  const server = createServer({ repository })
  const [first, second] = [await upsert(server, 'gpt-4o'), await upsert(server, 'gpt-4o-mini')]
  for (let start = 0; start < count; start += atOnce) {
    const chunk = Array.from({ length: Math.min(atOnce, count - start) }, (_, index) => recordOf(start + index, count, first.id, [first.version_id, second.version_id]))
    await repository.write(({ logs }) => logs.insertMany(chunk))
  }
  if (count >= indexedFrom) await untilIndexed(dataFile)
  const { items } = await repository.read(({ logs }) => logs.list({ fileId: first.id, offset: 0, limit: 1 }))
  await server.close()
  return { fileId: first.id, versionId: first.version_id, logId: items[0].id }
}

/** The index is filled behind the answers. */
async function untilIndexed(dataFile) {
  const database = new Libsql(dataFile)
  const left = database.prepare('select (select max(position) from logs) - indexed as count from log_texts_state')
  while (left.get([]).count > 0) await pause(200)
  database.close()
}

async function upsert(server, model) {
  const body = JSON.stringify({ ...prompt, model })
  const response = await server.fetch('http://localhost/v5/prompts', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!response.ok) throw new Error(`the prompt was refused with ${response.status}`)
  return response.json()
}

function recordOf(index, count, fileId, versionIds) {
  const { path: _path, ...content } = log
  const isRare = index % Math.ceil(count / rareLogs) === 0
  const output = `${content.output}${index % 10 === 0 ? ' A zebra watches.' : ''}${isRare ? ' An okapi too.' : ''}`
  return {
    id: `log_${crypto.randomUUID()}`,
    kind: 'prompt',
    fileId,
    versionId: versionIds[index % versionIds.length],
    parentId: null,
    traceParentId: null,
    traceId: isRare ? `log_trace_${index}` : null,
    sourceDatapointId: null,
    runId: null,
    logStatus: null,
    createdAt: timeOf(index),
    content: { ...content, output, metadata: { customer: `c-${index % 10}`, session: `s-${index}` } },
  }
}
