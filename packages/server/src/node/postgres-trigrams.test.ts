import { sql } from 'kysely'
import { Client } from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { Repository } from '../repository/repository.js'
import { contains } from '../repository/sql/conditions.js'
import { emptySchema, isPostgresHere } from '../testing/postgres-schemas.js'
import { ids, log } from '../testing/sample-records.js'
import { checkDatabase } from './check-database.js'
import { toPostgresDatabase } from './postgres-database.js'
import { postgresRepository } from './postgres-repository.js'

const indexed = `create index log_texts on logs using gin (search_text public.gin_trgm_ops, metadata_text public.gin_trgm_ops, id public.gin_trgm_ops)`
const texts = ['100% of a_b', `it's "quoted"`, 'back\\slash \\% and \\_', 'ÄRGER', 'before\0after', '😀😃😄 faces', 'plain text', 'ab']
const searches = [...texts, '%', '_', '\\', '\\%', 'a_b', 'a%b', '0% of', '\0', 'ärg', '😃😄', 'no such text', '']

/** Runs the statements of the README on a database of its own. */
async function withTrigrams() {
  const databaseURL = await emptySchema()
  const repository = await postgresRepository(databaseURL, { connections: 2 })
  onTestFinished(() => repository.close())
  const client = new Client({ connectionString: databaseURL })
  await client.connect()
  onTestFinished(() => client.end())
  const { rows } = await client.query(`select from pg_available_extensions where name = 'pg_trgm'`)
  return { databaseURL, repository, client, isAvailable: rows.length > 0 }
}

/** So many that an index is worth its while. */
async function insertOthers(repository: Repository): Promise<void> {
  const metadata = { long: 'Nothing to see in the metadata. '.repeat(20) }
  await repository.write(({ logs }) => logs.insertMany(Array.from({ length: 3000 }, (_, index) => log(`log_other_${index}`, { content: { output: `Nothing ${index}.`, metadata } }))))
}

describe.runIf(isPostgresHere)('an index of trigrams in Postgres', () => {
  it('serves searches in texts, metadata and ids, which find what they find without it', async ({ skip }) => {
    const { databaseURL, repository, client, isAvailable } = await withTrigrams()
    if (!isAvailable) skip('The extension pg_trgm is not installed.')
    const plain = memoryRepository()
    for (const each of [repository, plain]) {
      await each.write(({ logs }) => logs.insertMany(texts.map((text, index) => log(`log_${index}_${text}`, { content: { output: text, metadata: { text } } }))))
    }
    const compare = async (): Promise<void> => {
      for (const text of searches) {
        for (const filter of [{ search: text }, { metadataSearch: text }, { ids: [text] }]) {
          const [found, expected] = await Promise.all([repository, plain].map((each) => each.read(({ logs }) => logs.list({ offset: 0, limit: 99, ...filter }))))
          expect(ids(found?.items ?? []), JSON.stringify(filter)).toEqual(ids(expected?.items ?? []))
        }
      }
    }
    await compare()
    await client.query('create extension if not exists pg_trgm with schema public')
    await client.query(indexed)
    await compare()
    await insertOthers(repository)
    await client.query('vacuum analyze logs')
    const database = await toPostgresDatabase(databaseURL, 1)
    onTestFinished(() => database.destroy())
    for (const column of ['searchText', 'metadataText', 'id']) {
      const { rows } = await sql<object>`explain select position from logs where ${contains(column, 'plain')}`.execute(database)
      expect(rows.flatMap((row) => Object.values(row)).join('\n')).toContain('Bitmap Index Scan on log_texts')
    }
    expect((await checkDatabase({ databaseURL })).note).toBeNull()
  })
})
