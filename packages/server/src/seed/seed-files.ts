import type { Dataset, FileEnvironment } from '@smarter-api/schemas/humanloop'
import type { SendSeed } from './seed-client.js'
import { readFields, seedMembers, wrong } from './seed-place.js'
import type { Fields, Place } from './seed-place.js'
import type { SeededDataset, SeededFile } from './seeded.js'

/** Fields that give a version as the text of its file, by section. */
const textFields: Partial<Record<string, string>> = { prompts: 'prompt', agents: 'agent' }

/** Makes the files of a section, which is named like the collection in the API. */
export function seedFiles(send: SendSeed, section: string, files: unknown): Promise<Record<string, SeededFile>> {
  return seedMembers([section], files, async (place, file, name) => toFile(await seedFile(send, section, place, { path: name, ...readFields(place, file) })))
}

export function seedDatasets(send: SendSeed, files: unknown): Promise<Record<string, SeededDataset>> {
  return seedMembers(['datasets'], files, async (place, file, name) => {
    const made = await seedFile(send, 'datasets', place, { path: name, ...readFields(place, file) })
    return { ...toFile(made), datapoints: (made.last.datapoints ?? []).map(({ id }) => id) }
  })
}

interface Made {
  last: Dataset
  versions: Record<string, Dataset>
}

async function seedFile(send: SendSeed, collection: string, place: Place, { path, versions, ...fields }: Fields): Promise<Made> {
  if (versions === undefined) return { last: await seedVersion(send, collection, place, { path, ...fields }), versions: {} }
  const [stray] = Object.keys(fields)
  if (stray !== undefined) throw wrong([...place, stray], 'it stands beside "versions". Put it into one of them.')
  const made = await seedMembers([...place, 'versions'], versions, (at, version, name) =>
    seedVersion(send, collection, at, { path, version_name: name, ...readFields(at, version) }),
  )
  const last = Object.values(made).at(-1)
  if (last === undefined) throw wrong([...place, 'versions'], 'there is none. Write at least one.')
  return { last, versions: made }
}

async function seedVersion(send: SendSeed, collection: string, place: Place, { deploy, ...version }: Fields): Promise<Dataset> {
  const query = collection === 'datasets' ? { include_datapoints: 'true' } : {}
  const body = await readText(send, collection, place, version)
  const made = await send<Dataset>({ place, route: `POST /v5/${collection}`, query, body })
  await deployTo(send, `/v5/${collection}/${made.id}/environments`, [...place, 'deploy'], { names: deploy, version_id: made.version_id })
  return made
}

async function readText(send: SendSeed, collection: string, place: Place, version: Fields): Promise<Fields> {
  const field = textFields[collection] ?? ''
  const { [field]: text, ...fields } = version
  if (text === undefined) return version
  return { ...(await send<Fields>({ place, route: `POST /v5/${collection}/deserialize`, body: { [field]: text } })), ...fields }
}

async function deployTo(send: SendSeed, path: string, place: Place, { names = [], version_id }: { names: unknown; version_id: string }): Promise<void> {
  if (!Array.isArray(names)) throw wrong(place, 'it must be a list of names of environments.')
  const environments = names.length === 0 ? [] : await send<FileEnvironment[]>({ place, route: `GET ${path}` })
  for (const [index, name] of names.entries()) {
    const found = environments.find((environment) => environment.name === name)
    const known = environments.map((environment) => environment.name).join(', ')
    if (found === undefined) throw wrong([...place, index], `there is no environment ${JSON.stringify(name)}; there are ${known}.`)
    await send({ place: [...place, index], route: `POST ${path}/${found.id}`, query: { version_id } })
  }
}

function toFile({ last: { id, path, version_id }, versions }: Made): SeededFile {
  return { id, path, version_id, versions: Object.fromEntries(Object.entries(versions).map(([name, version]) => [name, version.version_id])) }
}
