import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { nextTurn } from '../next-turn.js'
import type { Database } from '../repository/sql/database.js'
import type { InTransaction, Transact } from '../repository/sql/sql-repository.js'

/** Most writes that share a transaction. */
export const mostTogether = 64

interface WaitingWrite {
  /** Writes, and gives what tells the caller so. */
  run(transaction: Kysely<Database>): Promise<() => void>
  fail(error: unknown): void
}

/**
 * Lets writes that come while another one is at work share a transaction, and so the wait for the disk, which takes longer than most of them. They run one
 * after the other, each is undone alone when it fails, and none is acknowledged before the disk has them all.
 */
export function transactTogether(): Transact {
  const waiting: WaitingWrite[] = []
  let isRunning = false

  async function runWaiting(inTransaction: InTransaction): Promise<void> {
    isRunning = true
    while (waiting.length > 0) {
      await runTogether(inTransaction, waiting.splice(0, mostTogether))
      // What has arrived in the meantime is read request by request: by the next turn all of them are heard of.
      await nextTurn()
    }
    isRunning = false
  }

  return (inTransaction, work) =>
    new Promise((resolve, reject) => {
      const run: WaitingWrite['run'] = async (transaction) => {
        const result = await work(transaction)
        return () => resolve(result)
      }
      waiting.push({ run, fail: reject })
      if (!isRunning) void runWaiting(inTransaction)
    })
}

/** When the transaction itself fails, as on a full disk, nothing of it is kept and all of them fail. */
async function runTogether(inTransaction: InTransaction, writes: WaitingWrite[]): Promise<void> {
  try {
    const endings = await inTransaction('write', async (transaction) => {
      const [only, ...others] = writes
      if (only !== undefined && others.length === 0) return [await only.run(transaction)]
      const ended: (() => void)[] = []
      for (const write of writes) ended.push(await runApart(transaction, write))
      return ended
    })
    for (const end of endings) end()
  } catch (error) {
    for (const { fail } of writes) fail(error)
  }
}

async function runApart(transaction: Kysely<Database>, { run, fail }: WaitingWrite): Promise<() => void> {
  await sql`savepoint write_apart`.execute(transaction)
  const end = await run(transaction).catch(async (error: unknown) => {
    // The engine may have given up the whole transaction: why matters more than that there is nothing left to undo.
    await sql`rollback to write_apart`.execute(transaction).catch(() => Promise.reject(error))
    return () => fail(error)
  })
  await sql`release write_apart`.execute(transaction)
  return end
}
