import type { Kysely } from 'kysely'
import type { IdempotencyRecords, StoredAnswer } from '../repository.js'
import type { Database } from './database.js'
import { prepared } from './prepared.js'
import type { SlotFor } from './prepared.js'

export function idempotencyRecords(database: Kysely<Database>): IdempotencyRecords {
  return {
    async find(key) {
      const [row] = await findByKey(database, { key })
      return row && { ...row, answer: row.answer === null ? null : (JSON.parse(row.answer) as StoredAnswer) }
    },
    async insert({ answer, ...record }) {
      await insert(database, { ...record, answer: answer && JSON.stringify(answer) })
    },
    async update(key, { answer, ...changes }) {
      const set = { ...changes, ...(answer === undefined ? {} : { answer: answer && JSON.stringify(answer) }) }
      await database.updateTable('idempotency').set(set).where('key', '=', key).execute()
    },
    async remove(key) {
      await database.deleteFrom('idempotency').where('key', '=', key).execute()
    },
    async removeExpired(now) {
      await removeExpired(database, { now })
    },
  }
}

const findByKey = prepared((database, value: SlotFor<{ key: string }>) => database.selectFrom('idempotency').selectAll().where('key', '=', value('key')))
const removeExpired = prepared((database, value: SlotFor<{ now: string }>) => database.deleteFrom('idempotency').where('expiresAt', '<=', value('now')))
const insert = prepared((database, value: SlotFor<Database['idempotency']>) =>
  database.insertInto('idempotency').values({
    key: value('key'),
    request: value('request'),
    token: value('token'),
    answer: value('answer'),
    leaseUntil: value('leaseUntil'),
    expiresAt: value('expiresAt'),
  }),
)
