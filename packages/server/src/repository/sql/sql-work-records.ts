import type { Kysely, Selectable } from 'kysely'
import type { WorkRecord, WorkRecords } from '../repository.js'
import type { Database } from './database.js'
import { inChunks } from './in-chunks.js'

const columns = ['id', 'kind', 'rank', 'subjectId', 'content', 'attempts', 'owner', 'leaseUntil'] as const satisfies (keyof WorkRecord)[]

type Row = Pick<Selectable<Database['work']>, (typeof columns)[number]>

export function workRecords(database: Kysely<Database>): WorkRecords {
  return {
    async find(id) {
      const row = await database.selectFrom('work').select(columns).where('id', '=', id).executeTakeFirst()
      return row && toWork(row)
    },
    async add(works) {
      for (const chunk of inChunks(works)) {
        await database.insertInto('work').values(chunk.map(toNewRow)).onConflict((conflict) => conflict.column('id').doNothing()).execute()
      }
    },
    async claim({ owner, now, leaseUntil, highestRank, limit }) {
      const free = database.selectFrom('work').select(columns).where('leaseUntil', '<=', now).where('rank', '<=', highestRank)
      const rows = await free.orderBy('rank').orderBy('position').limit(limit).execute()
      const ids = rows.map(({ id }) => id)
      if (ids.length > 0) {
        const taken = database.updateTable('work').set(({ eb }) => ({ owner, leaseUntil, attempts: eb('attempts', '+', 1) }))
        await taken.where('id', 'in', ids).execute()
      }
      return rows.map((row) => toWork({ ...row, owner, leaseUntil, attempts: row.attempts + 1 }))
    },
    listHeld: (owner) => database.selectFrom('work').select(['id', 'attempts']).where('owner', '=', owner).execute(),
    async renew(owner, leaseUntil) {
      await database.updateTable('work').set({ leaseUntil }).where('owner', '=', owner).execute()
    },
    async release(owner) {
      const given = database.updateTable('work').set(({ eb }) => ({ owner: null, leaseUntil: '', attempts: eb('attempts', '-', 1) }))
      await given.where('owner', '=', owner).execute()
    },
    async postpone(owner, id, until) {
      await database.updateTable('work').set({ owner: null, leaseUntil: until }).where('id', '=', id).where('owner', '=', owner).execute()
    },
    async remove(id) {
      await database.deleteFrom('work').where('id', '=', id).execute()
    },
    async removeBySubject(subjectId) {
      await database.deleteFrom('work').where('subjectId', '=', subjectId).execute()
    },
    async firstLeaseEnd() {
      const row = await database.selectFrom('work').select('leaseUntil').orderBy('leaseUntil').limit(1).executeTakeFirst()
      return row?.leaseUntil
    },
  }
}

function toNewRow({ content, ...work }: Parameters<WorkRecords['add']>[0][number]): Row {
  return { ...work, content: JSON.stringify(content), attempts: 0, owner: null, leaseUntil: '' }
}

function toWork({ content, ...work }: Row): WorkRecord {
  return { ...work, content: JSON.parse(content) as WorkRecord['content'] }
}
