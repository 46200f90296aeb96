import type { Kysely, Updateable } from 'kysely'
import type { Database } from '../database.js'

const logsAtOnce = 1000

/** Sets columns of all logs to what their content says. */
export async function updateLogs(
  database: Kysely<Database>,
  change: (id: string, content: Record<string, unknown>) => Updateable<Database['logs']>,
): Promise<void> {
  const next = (last: number) =>
    database.selectFrom('logs').select(['position', 'id', 'content']).where('position', '>', last).orderBy('position').limit(logsAtOnce).execute()
  for (let logs = await next(0); logs.length > 0; logs = await next(logs.at(-1)?.position ?? 0)) {
    for (const { id, content } of logs) {
      const changed = change(id, JSON.parse(content) as Record<string, unknown>)
      await database.updateTable('logs').set(changed).where('id', '=', id).execute()
    }
  }
}
