import type { SmarterManifest } from '@smarter-api/schemas/smarter'
import { json, redirect } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import { Problem, Refusal } from '../http/problem.js'
import { route } from '../http/route.js'
import type { Exchange, Route } from '../http/route.js'
import type { ManifestRecord, Records } from '../repository/repository.js'
import { storeManifest } from './apply-manifest.js'
import { exampleManifest } from './example-manifests.js'
import type { Generation } from './generation.js'
import { pluginKinds } from './kinds.js'
import { checkSentManifest } from './read-manifest.js'

const list = '/api/v1/plugins/'

/** Making, copying and deleting plugins beside the commands. Success leads on to the plugin, or to the list. */
export function pluginRoutes(generation: Generation): Route[] {
  if (generation.era === 'chatbot') return []
  const create = (exchange: Exchange): Promise<Answer> => store(generation, exchange, () => readPlugin(exchange.body))
  const manifest = { body: 'manifest' } as const
  return [
    route('POST /plugins/', create, manifest),
    route('POST /plugins/upload/', create, manifest),
    route('PUT /plugins/upload/', create, manifest),
    route('POST /plugins/add-example-plugins/{user_id}/', (exchange) => addExamples(generation, exchange)),
    route('POST /plugins/{plugin_id}/clone/{new_name}', (exchange) => store(generation, exchange, (records) => copyPlugin(records, exchange))),
    route('PATCH /plugins/{plugin_id}/', async () => Promise.reject(refused('The platform changes no plugin in this way. Apply its manifest again.')), { body: 'optional-json' }),
    route('DELETE /plugins/{plugin_id}/', deletePlugin),
  ]
}

async function store(generation: Generation, { services, commit }: Exchange, read: (records: Records) => SmarterManifest | Promise<SmarterManifest>): Promise<Answer> {
  return commit(async (records) => {
    const { id } = await storeManifest(generation, records, services, await read(records))
    return redirect(`${list}${id}/`, 302)
  })
}

async function addExamples(generation: Generation, { services, commit }: Exchange): Promise<Answer> {
  return commit(async (records) => {
    for (const kind of pluginKinds) {
      const example = exampleManifest(kind)
      if (example !== undefined) await storeManifest(generation, records, services, example)
    }
    return redirect(list, 302)
  })
}

async function deletePlugin(exchange: Exchange): Promise<Answer> {
  return exchange.commit(async (records) => {
    const { id } = await getPlugin(records, exchange)
    await records.manifests.remove(id)
    return redirect(list, 302)
  })
}

async function copyPlugin(records: Records, exchange: Exchange): Promise<SmarterManifest> {
  const { manifest } = await getPlugin(records, exchange)
  const { metadata } = manifest as { metadata: object }
  return readPlugin({ ...manifest, metadata: { ...metadata, name: exchange.param('new_name') } })
}

async function getPlugin({ manifests }: Records, { param }: Exchange): Promise<ManifestRecord> {
  const found = /^\d{1,15}$/.test(param('plugin_id')) ? await manifests.find({ id: Number(param('plugin_id')) }) : undefined
  if (found !== undefined && pluginKinds.includes(found.kind)) return found
  throw new Problem('not-found', 'Not Found')
}

function readPlugin(body: unknown): SmarterManifest {
  const checked = checkSentManifest(body)
  if (!checked.ok) throw refused(checked.errors.map(({ message }) => message).join(' '))
  if (pluginKinds.includes(checked.manifest.kind)) return checked.manifest
  throw refused(`The kind ${checked.manifest.kind} is no plugin. Send one of ${pluginKinds.join(', ')}.`)
}

function refused(message: string): Refusal {
  return new Refusal(json({ error: message }, 400))
}
