import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from '../repository/sql/database.js'
import { toIndexed } from './libsql-text-query.js'

/** How much is indexed in one go, which holds up everything else for some milliseconds. */
const charactersAtOnce = 32_768
const mostLogs = 200
/** A text begins this much before the end of the part before it, so that whatever is indexed as one is whole in one of them. */
const overlap = 8
/** The index is made anew when it holds this many entries more than twice as many as there are logs. */
const mostLeftovers = 10_000

interface WaitingLog {
  position: number
  octets: number
}

interface DueLog {
  position: number
  part: number
}

/** How many logs are to be looked through, for the index does not have them. */
export async function countWaiting(database: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`select max(0, coalesce((select max(position) from logs), 0) - indexed)
    + (select count(*) from log_texts_due) as waiting from log_texts_state`.execute(database)
  return rows[0]?.waiting ?? 0
}

/** Takes up some of the logs that wait, the changed ones first. Run it inside a transaction. */
export async function indexSome(database: Kysely<Database>): Promise<void> {
  await forgetLeftovers(database)
  const entries = (await indexDue(database)) ?? (await indexNew(database))
  await sql`update log_texts_state set entries = entries + ${entries}`.execute(database)
}

async function forgetLeftovers(database: Kysely<Database>): Promise<void> {
  const { rows } = await sql`select 1 from log_texts_state
    where entries > 2 * (select coalesce(sum(logs), 0) from version_uses) + ${mostLeftovers}`.execute(database)
  if (rows.length === 0) return
  await sql`insert into log_texts (log_texts) values ('delete-all')`.execute(database)
  await sql`delete from log_texts_due`.execute(database)
  await sql`update log_texts_state set indexed = 0, entries = 0`.execute(database)
}

/** Gives how many texts it began to take up, and `undefined` when none are due; a text that is too long for one go is taken up in parts. */
async function indexDue(database: Kysely<Database>): Promise<number | undefined> {
  const { rows } = await sql<DueLog>`select position, part from log_texts_due order by position limit ${mostLogs}`.execute(database)
  if (rows.length === 0) return undefined
  let room = charactersAtOnce
  let entries = 0
  for (const { position, part } of rows) {
    const rest = (await readText(database, position)).slice(part)
    if (rest.length > room && room < charactersAtOnce) break
    await addText(database, position, rest.slice(0, room))
    if (part === 0) entries += 1
    if (rest.length > room) await sql`update log_texts_due set part = ${part + room - overlap} where position = ${position}`.execute(database)
    else await sql`delete from log_texts_due where position = ${position}`.execute(database)
    room -= rest.length
    if (room <= 0) break
  }
  return entries
}

async function indexNew(database: Kysely<Database>): Promise<number> {
  const { rows } = await sql<WaitingLog>`select position, octet_length(search_text) + octet_length(metadata_text) + octet_length(id) as octets from logs
    where position > (select indexed from log_texts_state) order by position limit ${mostLogs}`.execute(database)
  let room = charactersAtOnce
  let entries = 0
  let indexed: number | undefined
  for (const { position, octets } of rows) {
    if (octets > charactersAtOnce) await sql`insert into log_texts_due (position, part) values (${position}, 0)`.execute(database)
    else if (octets > room) break
    else {
      await addText(database, position, await readText(database, position))
      entries += 1
      room -= octets
    }
    indexed = position
  }
  if (indexed !== undefined) await sql`update log_texts_state set indexed = ${indexed}`.execute(database)
  return entries
}

/** The texts of a log, none of one that is gone. They are read as bytes: as a text, the driver gives them up to U+0000 alone. */
async function readText(database: Kysely<Database>, position: number): Promise<string> {
  const { rows } = await sql<{ text: ArrayBuffer }>`select cast(search_text || char(10) || metadata_text || char(10) || id as blob) as text
    from logs where position = ${position}`.execute(database)
  return toIndexed(rows.map(({ text }) => Buffer.from(text).toString()).join(''))
}

async function addText(database: Kysely<Database>, position: number, text: string): Promise<void> {
  await sql`insert into log_texts (rowid, text) values (${position}, ${text})`.execute(database)
}
