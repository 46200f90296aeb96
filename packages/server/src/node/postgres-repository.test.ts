import { randomBytes } from 'node:crypto'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { connectHumanloop } from '../testing/connect.js'
import { cutOffProxy } from '../testing/cut-off-proxy.js'
import { emptySchema, isPostgresHere, queryPostgres } from '../testing/postgres-schemas.js'
import { file, log, version } from '../testing/sample-records.js'
import { get, post, started, upsertPrompt } from '../testing/started.js'
import type { Repository } from '../repository/repository.js'
import { migrations } from '../repository/sql/migrations.js'
import { postgresRepository } from './postgres-repository.js'
import { StartError } from './start-error.js'

async function opened(url: string, connections?: number): Promise<Repository> {
  const repository = await postgresRepository(url, connections === undefined ? {} : { connections })
  onTestFinished(() => repository.close())
  return repository
}

async function refused(url: string): Promise<string> {
  const failure: unknown = await postgresRepository(url).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StartError)
  const { message } = failure as StartError
  expect(message).not.toContain('\n')
  return message
}

function changed(url: string, change: (url: URL) => void): string {
  const other = new URL(url)
  change(other)
  return String(other)
}

/** The name of something that is certainly not there. */
function missing(): string {
  return `missing_${randomBytes(6).toString('hex')}`
}

/** A role with a password and no rights, until the test is over. */
async function withRole(url: string): Promise<{ role: string; theirs: string }> {
  const role = `smarter_test_${randomBytes(6).toString('hex')}`
  await queryPostgres(url, `create role ${role} login password 'right'`)
  onTestFinished(() => queryPostgres(url, `drop owned by ${role}; drop role ${role}`))
  const theirs = changed(url, (other) => {
    other.username = role
    other.password = 'right'
  })
  return { role, theirs }
}

/** Something that one piece of work waits for and another one gives. */
function signal(): { given: Promise<void>; give(): void } {
  const waiting: (() => void)[] = []
  return { given: new Promise((resolve) => waiting.push(resolve)), give: () => waiting.pop()?.() }
}

const countAll = { offset: 0, limit: 0 }

describe.runIf(isPostgresHere)('a Postgres database', () => {
  it('is made by several processes that start at once, and found again by the next one', async () => {
    const url = await emptySchema()
    const repositories = await Promise.all(Array.from({ length: 5 }, () => opened(url)))
    await repositories[0]?.write(({ files }) => files.insert(file('a')))
    for (const repository of [...repositories, await opened(url)]) {
      expect(await repository.read(({ files }) => files.find({ id: 'a' }))).toEqual(file('a'))
      expect(await repository.read(({ directories }) => directories.list())).toHaveLength(1)
    }
  })

  it('keeps the data of a server, and its answers for repeats', async () => {
    const databaseURL = await emptySchema()
    const first = await started({ databaseURL })
    const id = await upsertPrompt(first)
    await post(first, '/v5/prompts/log', { id }, { 'idempotency-key': 'k' })
    await first.close()
    const second = await started({ databaseURL })
    const repeated = await post(second, '/v5/prompts/log', { id }, { 'idempotency-key': 'k' })
    expect(repeated.headers.get('idempotent-replayed')).toBe('true')
    expect(await get(second, `/v5/prompts/${id}`)).toMatchObject({ path: 'a', total_logs_count: 1 })
  })

  it('of a newer release is refused', async () => {
    const url = await emptySchema()
    await (await postgresRepository(url)).close()
    await queryPostgres(url, `update schema_version set version = ${migrations.length + 1}`)
    expect(await refused(url)).toMatch(/newer release .*Update/)
  })

  it('of another program is refused and stays as it is', async () => {
    const url = await emptySchema()
    await queryPostgres(url, 'create table songs (title text)')
    expect(await refused(url)).toMatch(/another program.*search_path/)
    await queryPostgres(url, 'drop table songs')
    expect(await (await opened(url)).read(({ files }) => files.list({ ...countAll, sortBy: 'name', order: 'asc' }))).toMatchObject({ total: 0 })
  })

  it('is refused when its schema is missing', async () => {
    const url = changed(await emptySchema(), ({ searchParams }) => searchParams.set('options', `-c search_path=${missing()}`))
    expect(await refused(url)).toContain('no schema')
  })

  it('that does not exist, or does not answer, is refused', async () => {
    const url = await emptySchema()
    expect(await refused(changed(url, (other) => (other.pathname = missing())))).toMatch(/database missing_\w+ .*does not exist/)
    expect(await refused('postgres://me:secret@127.0.0.1:9/prompts')).toBe(
      'The Postgres database prompts on 127.0.0.1:9 cannot be reached (ECONNREFUSED). Check that it runs, and the host and port in its URL.',
    )
  })

  it('that does not know the user is refused, and the password is not told', async () => {
    const { theirs } = await withRole(await emptySchema())
    for (const password of ['wrong-secret', '']) {
      const message = await refused(changed(theirs, (other) => (other.password = password)))
      expect(message).toMatch(/the user or the password/)
      expect(message).not.toContain('secret')
    }
  })

  it('whose user may not make tables is refused', async () => {
    const { theirs } = await withRole(await emptySchema())
    expect(await refused(theirs)).toMatch(/no schema|make or change its tables/)
  })

  it('whose user may only read is refused, and one who may write but not change tables is served', async () => {
    const url = await emptySchema()
    await opened(url)
    const { role, theirs } = await withRole(url)
    const schema = /search_path=(\w+)/.exec(new URL(url).searchParams.get('options') ?? '')?.[1] ?? ''
    await queryPostgres(url, `grant usage on schema ${schema} to ${role}; grant select on all tables in schema ${schema} to ${role}`)
    expect(await refused(theirs)).toContain('does not let this user write')
    expect(await refused(changed(url, ({ searchParams }) => searchParams.set('options', `-c search_path=${schema} -c default_transaction_read_only=on`)))).toContain('can only be read')
    await queryPostgres(url, `grant insert, update, delete on all tables in schema ${schema} to ${role}`)
    const repository = await opened(theirs)
    await repository.write(({ files }) => files.insert(file('a')))
    expect(await repository.read(({ files }) => files.find({ id: 'a' }))).toEqual(file('a'))
  })
})

it('needs the package pg, and says so', async () => {
  vi.doMock('pg', () => {
    throw new Error('Cannot find package')
  })
  vi.resetModules()
  onTestFinished(() => {
    vi.doUnmock('pg')
    vi.resetModules()
  })
  const fresh = await import('./postgres-repository.js')
  await expect(fresh.postgresRepository('postgres://localhost/prompts')).rejects.toThrow('Postgres needs the package pg, which is not installed. Run npm install pg.')
})

describe('a database URL', () => {
  it.each([
    'mysql://me:secret@host/name',
    'postgres:/me:secret',
    'prompts',
    'postgres://me:secret@host:port/name',
    'postgres://me:100%secret@host/name',
    'postgres://me:12/secret@host/name',
    'postgres://me:12?secret@host/name',
    'postgres://me:12#secret@host/name',
  ])('that is not one of Postgres is refused, and not told: %#', async (url) => {
    const message = await refused(url)
    expect(message).toContain('Write one such as postgres://')
    expect(message).not.toContain('secret')
  })
})

describe.runIf(isPostgresHere)('writes of several processes in Postgres', () => {
  it('see what the others wrote, so that none is lost', async () => {
    const url = await emptySchema()
    const repositories = [await opened(url), await opened(url)]
    await repositories[0]?.write(({ versions }) => versions.insert(version('v', { description: '0' })))
    const counting = Array.from({ length: 50 }, (_, number) =>
      repositories[number % 2]?.write(async ({ versions }) => {
        const found = await versions.find({ id: 'v' })
        await versions.update('v', { description: String(Number(found?.description) + 1) })
      }),
    )
    await Promise.all(counting)
    expect(await repositories[0]?.read(({ versions }) => versions.find({ id: 'v' }))).toMatchObject({ description: '50' })
  })

  it('go on side by side where they are about something else, and wait for the same thing and for those that are alone', async () => {
    const url = await emptySchema()
    const repositories = [await opened(url), await opened(url)] as const
    const [one, other] = repositories
    const seen: string[] = []
    const [beginning, end] = [signal(), signal()]
    const first = one.write(async ({ versions }) => {
      await versions.insert(version('v1'))
      beginning.give()
      await end.given
      seen.push('first')
    }, { about: 'a' })
    await beginning.given
    await other.write(({ versions }) => versions.insert(version('v2')), { about: 'b' })
    seen.push('beside')
    const same = other.write(async ({ versions }) => void seen.push(`same ${(await versions.listByFile('a')).length}`), { about: 'a' })
    const alone = other.write(async ({ versions }) => void seen.push(`alone ${(await versions.listByFile('a')).length}`))
    end.give()
    await Promise.all([first, same, alone])
    expect(seen.slice(0, 2)).toEqual(['beside', 'first'])
    expect(new Set(seen.slice(2))).toEqual(new Set(['alone 2', 'same 2']))
  })

  it('find what another one wrote at the same time under the same key', async () => {
    const url = await emptySchema()
    const repositories = await Promise.all(Array.from({ length: 4 }, () => opened(url)))
    const finding = Array.from({ length: 40 }, (_, number) =>
      repositories[number % 4]?.write(async ({ versions }) => {
        const found = await versions.find({ fileId: 'a', hash: 'h' })
        if (found === undefined) await versions.insert(version(`v${number}`, { hash: 'h' }))
        return found?.id ?? `v${number}`
      }, { about: `v${number}` }),
    )
    expect(new Set(await Promise.all(finding)).size).toBe(1)
  })

  it('make one Prompt, one version and one Log each of what is sent to all at once', async () => {
    const databaseURL = await emptySchema()
    const servers = await Promise.all(Array.from({ length: 3 }, () => started({ databaseURL })))
    const logs = Array.from({ length: 30 }, (_, number) =>
      post(servers[number % 3] as (typeof servers)[0], '/v5/prompts/log', { path: 'folder/a', prompt: { model: `m${number % 2}` } }, { 'idempotency-key': `k${number % 10}` }),
    )
    const answers = await Promise.all(logs)
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    const files = (await get(servers[0] as (typeof servers)[0], '/v5/prompts')) as { total: number; records: { id: string; total_logs_count: number }[] }
    expect(files.total).toBe(1)
    const versions = (await get(servers[0] as (typeof servers)[0], `/v5/prompts/${files.records[0]?.id}/versions`)) as { records: unknown[] }
    expect(versions.records).toHaveLength(2)
    expect(files.records[0]?.total_logs_count).toBe(new Set(answers.filter(({ status }) => status === 200).map(({ text }) => (JSON.parse(text) as { id: string }).id)).size)
  })
})

describe.runIf(isPostgresHere)('a Postgres connection that breaks', () => {
  it('while nobody uses it is replaced', async () => {
    const { url, cut, mend } = await cutOffProxy(await emptySchema())
    const repository = await opened(url)
    await repository.write(({ files }) => files.insert(file('a')))
    cut()
    await expect(repository.read(({ files }) => files.find({ id: 'a' }))).rejects.toThrow()
    mend()
    expect(await repository.read(({ files }) => files.find({ id: 'a' }))).toEqual(file('a'))
  })

  it('in the middle of a write leaves nothing of it, and the next write goes well', async () => {
    const { url, cut, mend } = await cutOffProxy(await emptySchema())
    const repository = await opened(url, 2)
    const broken = repository.write(async ({ files }) => {
      await files.insert(file('a'))
      cut()
      await new Promise((resolve) => setImmediate(resolve))
      await files.insert(file('b'))
    })
    await expect(broken).rejects.toThrow()
    mend()
    expect(await repository.write(({ files }) => files.listByIds(['a', 'b']))).toEqual([])
  })

  it('after a commit, before its answer, gives an error, and a repeat with the same key gives what was kept', async () => {
    const { url, cutAfter } = await cutOffProxy(await emptySchema())
    const repository = await opened(url)
    const { ask, send } = connectHumanloop({ repository })
    const { id } = await ask('POST /prompts', {}, { path: 'a', model: 'm' })
    const logIt = () => send('POST /prompts/log', { id, output: 'told once' }, { 'idempotency-key': 'k' })
    cutAfter('told once')
    expect((await logIt()).status).toBe(503)
    expect((await logIt()).status).toBe(200)
    expect((await ask('GET /prompts/{id}', { id })).total_logs_count).toBe(1)
    const writing = repository.write(async ({ logs }) => {
      await logs.insert(log('kept'))
      // Otherwise the answer to the insert would come between the commit and its own.
      await logs.find('kept')
      cutAfter('commit')
    })
    await expect(writing).rejects.toThrow()
    expect(await repository.read(({ logs }) => logs.find('kept'))).toEqual(log('kept'))
  })
})
