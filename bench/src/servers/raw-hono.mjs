// What an application does that knows beforehand where a log belongs: no lookups, no checks, each statement prepared once.
import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { libsqlRepository } from '@smarter-api/server/node'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import Libsql from 'libsql'
import { log, path } from './payloads.mjs'

const fileId = 'pr_bench'
const versionId = 'prv_bench'
const own = ['id', 'file_id', 'version_id', 'kind', 'created_at', 'content', 'search_text', 'metadata_text', 'lot']

/** Starts an application of Hono alone, over the same tables. */
export async function start(dataFile) {
  await (await libsqlRepository(dataFile)).close()
  const database = new Libsql(dataFile)
  const app = createApp(database)
  const server = createAdaptorServer({ fetch: app.fetch })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${server.address().port}`
}

function createApp(database) {
  const insert = database.prepare(`insert into logs (${own.join(', ')}) values (${own.map(() => '?').join(', ')})`)
  const count = database.prepare(
    `insert into version_uses (version_id, file_id, logs, last_used_at) values (?, ?, 1, ?)
      on conflict (version_id) do update set logs = version_uses.logs + 1, last_used_at = excluded.last_used_at`,
  )
  const total = database.prepare('select count(*) as total from logs where file_id = ?')
  const page = database.prepare('select id, content, created_at from logs where file_id = ? order by created_at desc, position desc limit ? offset ?')
  const app = new Hono()

  app.post('/v5/prompts/log', async (context) => {
    const body = await context.req.json()
    const id = `log_${crypto.randomUUID()}`
    keep(id, body)
    return context.json({ id, prompt_id: fileId, version_id: versionId })
  })

  app.post('/v5/prompts/call', async (context) => {
    const body = await context.req.json()
    const id = `log_${crypto.randomUUID()}`
    if (body.stream) {
      return streamSSE(context, async (stream) => {
        await stream.writeSSE({ data: JSON.stringify({ index: 0, output: log.output, id, prompt_id: fileId, version_id: versionId }) })
        // The engine is synchronous: without this the event would wait for the disk.
        await nextTurn()
        keep(id, body)
        await stream.writeSSE({ data: '[DONE]' })
      })
    }
    keep(id, body)
    return context.json({ ...body, id, prompt: { id: fileId, version_id: versionId, path }, logs: [{ index: 0, output: log.output }] })
  })

  app.get('/v5/logs', (context) => {
    const { page: number = 1, size = 10 } = context.req.query()
    const records = page.all([fileId, Number(size), (Number(number) - 1) * Number(size)])
    return context.json({
      records: records.map(({ id, content, created_at: createdAt }) => Object.assign(JSON.parse(content), { id, created_at: createdAt })),
      total: total.get([fileId]).total,
    })
  })

  function keep(id, body) {
    const now = new Date().toISOString()
    const searched = [body.inputs?.name, body.messages?.[0]?.content, body.output].join('\n').toLowerCase()
    const described = Object.entries(body.metadata ?? {}).flat().join('\n').toLowerCase()
    const lot = Math.floor(Math.random() * 2 ** 32)
    database.exec('begin immediate')
    insert.run([id, fileId, versionId, 'prompt', now, JSON.stringify(body), searched, described, lot])
    count.run([versionId, fileId, now])
    database.exec('commit')
  }

  return app
}
