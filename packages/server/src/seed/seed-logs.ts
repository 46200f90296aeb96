import type { CreatedLog } from '@smarter-api/schemas/humanloop'
import type { SendSeed } from './seed-client.js'
import { readFields, seedMembers, wrong } from './seed-place.js'
import type { SeedLog } from './seed-contents.js'
import type { SeededLog } from './seeded.js'

const types: readonly unknown[] = ['prompt', 'agent', 'tool', 'flow', 'evaluator'] satisfies SeedLog['type'][]

/** Makes Logs. */
export function seedLogs(send: SendSeed, logs: unknown): Promise<Record<string, SeededLog>> {
  return seedMembers(['logs'], logs, async (place, log) => {
    const { type, version_id: version, environment, log_environment: belongsTo, ...fields } = readFields(place, log)
    if (!types.includes(type)) throw wrong([...place, 'type'], `it must be one of ${types.join(', ')}.`)
    const query = { version_id: version, environment }
    const body = { ...fields, environment: belongsTo }
    const { id, version_id } = await send<CreatedLog>({ place, route: `POST /v5/${String(type)}s/log`, query, body })
    return { id, version_id }
  })
}
