// The engines as an application uses them that has a few statements of its own, by their names. Each is prepared once.
import Libsql from 'libsql'
import { Pool } from 'pg'

/** As many as the server of this repository holds. */
const connections = 10

/**
 * Opens a libSQL file or a Postgres database. `ask` runs one statement and gives its first row, `list` gives all. `transact` runs work in a transaction: a
 * generator that gives statements as `[name, ...values]` and gets their first rows, because libSQL answers at once and must not be interrupted, while
 * Postgres is waited for.
 */
export function openEngine({ dataFile, databaseURL }, statements) {
  return databaseURL === undefined ? openLibsql(dataFile, statements) : openPostgres(databaseURL, statements)
}

function openLibsql(file, statements) {
  const database = new Libsql(file)
  const prepared = mapValues(statements, (text) => database.prepare(text))
  const run = mapValues(prepared, (statement) => (statement.reader ? (values) => statement.get(values) : (values) => statement.run(values)))
  const ask = (name, ...values) => run[name](values)
  return {
    ask,
    list: (name, ...values) => prepared[name].all(values),
    transact(work) {
      database.exec('begin immediate')
      let step = work.next()
      while (!step.done) step = work.next(ask(...step.value))
      database.exec('commit')
      return step.value
    },
  }
}

function openPostgres(url, statements) {
  const pool = new Pool({ connectionString: url, max: connections })
  const texts = mapValues(statements, numbered)
  const listOn = async (client, [name, ...values]) => (await client.query({ name, text: texts[name], values })).rows
  return {
    ask: async (...statement) => (await listOn(pool, statement))[0],
    list: (...statement) => listOn(pool, statement),
    async transact(work) {
      const client = await pool.connect()
      await client.query('begin')
      let step = work.next()
      while (!step.done) step = work.next((await listOn(client, step.value))[0])
      await client.query('commit')
      client.release()
      return step.value
    },
  }
}

/** Postgres numbers the places of values. */
function numbered(text) {
  let count = 0
  return text.replaceAll('?', () => `$${(count += 1)}`)
}

const mapValues = (object, change) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))
