import type { Kysely, Selectable } from 'kysely'
import type { EvaluationRecord, EvaluationRecords } from '../repository.js'
import type { Database } from './database.js'
import { readKept, writeKept } from './kept-column.js'
import { removeUnlinkedRuns } from './remove-unlinked-runs.js'

export function evaluationRecords(database: Kysely<Database>): EvaluationRecords {
  const all = () => database.selectFrom('evaluations').selectAll()
  return {
    async find(by) {
      const found = 'id' in by ? all().where('id', '=', by.id) : all().where('fileId', '=', by.fileId).where('name', '=', by.name)
      const row = await found.executeTakeFirst()
      return row && toEvaluation(row)
    },
    async list({ fileId, offset, limit }) {
      const every = database.selectFrom('evaluations')
      const evaluations = fileId === undefined ? every : every.where('fileId', '=', fileId)
      const { total } = await evaluations.select((column) => column.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await evaluations.selectAll().orderBy('createdAt', 'desc').orderBy('position', 'desc').offset(offset).limit(limit).execute()
      return { items: rows.map(toEvaluation), total: Number(total) }
    },
    async insert({ evaluators, kept, ...evaluation }) {
      await database.insertInto('evaluations').values({ ...evaluation, evaluators: JSON.stringify(evaluators), kept: writeKept(kept) }).execute()
    },
    async update(id, { evaluators, ...changes }) {
      const set = { ...changes, ...(evaluators === undefined ? {} : { evaluators: JSON.stringify(evaluators) }) }
      await database.updateTable('evaluations').set(set).where('id', '=', id).execute()
    },
    async remove(id) {
      const members = await database.deleteFrom('evaluationRuns').where('evaluationId', '=', id).returning('runId').execute()
      await removeUnlinkedRuns(database, members.map(({ runId }) => runId))
      await database.deleteFrom('evaluations').where('id', '=', id).execute()
    },
  }
}

export function toEvaluation({ position: _position, evaluators, kept, ...evaluation }: Selectable<Database['evaluations']>): EvaluationRecord {
  return { ...evaluation, evaluators: JSON.parse(evaluators) as EvaluationRecord['evaluators'], ...readKept(kept) }
}
