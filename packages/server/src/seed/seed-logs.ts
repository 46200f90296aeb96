import type { CreatedLog } from '@smarter-api/schemas/humanloop'
import type { SendSeed } from './seed-client.js'
import { readFields, seedMembers, wrong } from './seed-place.js'
import type { SeedLog } from './seed-contents.js'
import type { SeededLog } from './seeded.js'

const collections: Record<SeedLog['type'], string> = { prompt: 'prompts', agent: 'agents', tool: 'tools', flow: 'flows', evaluator: 'evaluators' }
const known = new Map<unknown, string>(Object.entries(collections))

/** Makes Logs. */
export function seedLogs(send: SendSeed, logs: unknown): Promise<Record<string, SeededLog>> {
  return seedMembers(['logs'], logs, async (place, log) => {
    const { type, version_id: version, environment, log_environment: logEnvironment, ...fields } = readFields(place, log)
    const collection = known.get(type)
    if (collection === undefined) throw wrong([...place, 'type'], `it must be one of ${[...known.keys()].join(', ')}.`)
    const query = { ...(version === undefined ? {} : { version_id: String(version) }), ...(environment === undefined ? {} : { environment: String(environment) }) }
    const body = { ...fields, ...(logEnvironment === undefined ? {} : { environment: logEnvironment }) }
    const { id, version_id } = await send<CreatedLog>({ place, route: `POST /v5/${collection}/log`, query, body })
    return { id, version_id }
  })
}
