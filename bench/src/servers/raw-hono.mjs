// What an application of a page does for the same requests, over the same tables: it finds the prompt by its path, takes the newest version, and keeps the
// log, and the answer under an idempotency key, in one transaction. It checks nothing else, knows one version only, and has each statement prepared once.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { createServer } from '@smarter-api/server'
import { openRepository } from '@smarter-api/server/node'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { log, prompt } from './payloads.mjs'
import { toPlace } from './place.mjs'
import { openEngine } from './raw-engines.mjs'

const day = 24 * 60 * 60 * 1000
const own = ['id', 'file_id', 'version_id', 'kind', 'created_at', 'content', 'search_text', 'metadata_text', 'lot']
const statements = {
  insert: `insert into logs (${own.join(', ')}) values (${own.map(() => '?').join(', ')})`,
  count: `insert into version_uses (version_id, file_id, logs, last_used_at) values (?, ?, 1, ?)
    on conflict (version_id) do update set logs = version_uses.logs + 1, last_used_at = excluded.last_used_at`,
  target: `select files.id as file_id, versions.id as version_id, versions.content as content from files join versions on versions.file_id = files.id
    where files.path = ? and versions.deleted_at is null order by versions.created_at desc, versions.position desc limit 1`,
  stored: 'select request, answer from idempotency where key = ? and expires_at > ?',
  store: `insert into idempotency (key, request, token, answer, lease_until, expires_at) values (?, ?, '', ?, ?, ?)`,
  total: 'select count(*) as total from logs where file_id = ?',
  page: 'select id, content, created_at from logs where file_id = ? order by created_at desc, position desc limit ? offset ?',
}

/** Starts an application of Hono alone, over the same tables, in the file or the Postgres database of that address. */
export async function start(address) {
  const place = toPlace(address)
  const server = createServer({ repository: await openRepository(place) })
  await server.fetch('http://localhost/v5/prompts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(prompt) })
  await server.close()
  const app = createApp(openEngine(place, statements))
  const listener = createAdaptorServer({ fetch: app.fetch })
  await once(listener.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${listener.address().port}`
}

function createApp({ ask, list, transact }) {
  const app = new Hono()

  app.post('/v5/prompts/log', async (context) => {
    const body = await context.req.json()
    const answer = await write(context, body, function* () {
      const { file_id: fileId, version_id: versionId } = yield ['target', body.path]
      return { id: yield* keep(fileId, versionId, body), prompt_id: fileId, version_id: versionId }
    })
    return context.json(answer)
  })

  app.post('/v5/prompts/call', async (context) => {
    const body = await context.req.json()
    const { file_id: fileId, version_id: versionId, content } = await ask('target', body.path)
    const definition = JSON.parse(content)
    const messages = definition.template.map(({ role, content: text }) => ({ role, content: text.replace(/{{(\w+)}}/g, (_, name) => body.inputs[name]) }))
    const told = { ...body, messages: [...messages, ...body.messages], output: log.output }
    if (body.stream) {
      return streamSSE(context, async (stream) => {
        await stream.writeSSE({ data: JSON.stringify({ index: 0, output: log.output, prompt_id: fileId, version_id: versionId }) })
        // libSQL is synchronous: without this the event would wait for the disk.
        await nextTurn()
        await write(context, body, () => keep(fileId, versionId, told))
        await stream.writeSSE({ data: '[DONE]' })
      })
    }
    const answer = await write(context, body, function* () {
      const id = yield* keep(fileId, versionId, told)
      return { ...body, id, prompt: { ...definition, id: fileId, version_id: versionId, path: body.path }, logs: [{ index: 0, output: log.output }] }
    })
    return context.json(answer)
  })

  app.get('/v5/logs', async (context) => {
    const { file_id: fileId, page: number = 1, size = 10 } = context.req.query()
    const records = await list('page', fileId, Number(size), (Number(number) - 1) * Number(size))
    const { total } = await ask('total', fileId)
    return context.json({
      records: records.map(({ id, content, created_at: createdAt }) => Object.assign(JSON.parse(content), { id, created_at: createdAt })),
      total: Number(total),
    })
  })

  /** Works in a transaction, and stores the answer for repeats of the request. */
  function write(context, body, work) {
    const key = context.req.header('idempotency-key')
    return transact(key === undefined ? work() : answerOnce(key, body, work))
  }

  return app
}

/** Works unless there is an answer under the key. */
function* answerOnce(key, body, work) {
  const now = new Date().toISOString()
  const known = yield ['stored', digest(key), now]
  if (known !== undefined) return JSON.parse(known.answer)
  const answer = yield* work()
  yield ['store', digest(key), digest(JSON.stringify(body)), JSON.stringify(answer), now, new Date(Date.now() + day).toISOString()]
  return answer
}

function* keep(fileId, versionId, body) {
  const id = `log_${crypto.randomUUID()}`
  const now = new Date().toISOString()
  const searched = [body.inputs?.name, body.messages?.[0]?.content, body.output].join('\n').toLowerCase()
  const described = Object.entries(body.metadata ?? {}).flat().join('\n').toLowerCase()
  const lot = Math.floor(Math.random() * 2 ** 32)
  yield ['insert', id, fileId, versionId, 'prompt', now, JSON.stringify(body), searched, described, lot]
  yield ['count', versionId, fileId, now]
  return id
}

const digest = (text) => createHash('sha256').update(text).digest('hex')
