import { json } from '../http/answer.js'
import { route } from '../http/route.js'
import type { Handler, Route } from '../http/route.js'
import { account } from './account.js'
import { envelope, refuse } from './envelope.js'
import { exampleManifest, isManifestKind } from './example-manifests.js'
import type { Generation } from './generation.js'
import { findKind } from './kinds.js'
import type { Command } from './kinds.js'
import { manifestJsonSchema } from './manifest-json-schema.js'

/** What the platform tells about itself, about the caller, and about manifests. */
export function platformRoutes(generation: Generation): Route[] {
  const { examplePath, schemaPath } = generation
  const tell =
    (command: string, data: object): Handler =>
    async () =>
      json(envelope(generation, { command, thing: 'None' }, data))
  const schema: Handler = async ({ param }) => {
    const kind = findKind(generation, param('kind'), 'json_schema').name
    if (!isManifestKind(kind)) throw notHere(generation, kind, 'json_schema')
    return json(envelope(generation, { command: commandWord(generation, 'json_schema'), thing: kind }, manifestJsonSchema(kind), exampleMessage(kind)))
  }
  const example: Handler = async ({ param }) => {
    const kind = findKind(generation, param('kind'), 'example_manifest').name
    const manifest = exampleManifest(kind)
    if (manifest === undefined) throw notHere(generation, kind, 'example_manifest')
    return json(envelope(generation, { command: 'example_manifest', thing: kind }, manifest, exampleMessage(kind)))
  }
  return [
    route('POST /cli/version/', tell('version', { api: { version: generation.version, python: {} }, cli: { version: '0.2.1' } }), { reads: true }),
    route('POST /cli/whoami/', tell('whoami', whoAmI(generation)), { reads: true }),
    route('POST /cli/status/', tell('status', platformStatus), { reads: true }),
    route(`POST /cli/${schemaPath}/{kind}/`, schema, { reads: true }),
    route(`GET /cli/${schemaPath}/{kind}/`, schema),
    route(`POST /cli/${examplePath}/{kind}/`, example, { reads: true }),
  ]
}

const platformStatus = {
  infrastructures: {
    kubernetes: { health: 'not used', platformVersion: 'none', status: 'none', version: 'none' },
    mysql: { Engine: 'none', EngineVersion: 'none' },
    redis: { gcc_version: 'none', os: 'none', redis_build_id: 'none', redis_version: 'none' },
  },
  compute: { machine: 'local', release: 'none', platform: 'smarter-server', processor: 'none', system: 'local', version: 'none' },
}

function whoAmI({ era }: Generation): object {
  const { number, username, company, email, createdAt } = account
  if (era === 'chatbot') {
    return {
      user: { id: 1, username, first_name: '', last_name: '', email, is_staff: true, is_superuser: true },
      account: { id: 1, created_at: createdAt, updated_at: createdAt, account_number: number, company_name: company, country: 'US', currency: 'USD' },
      environment: 'local',
    }
  }
  return {
    user: { id: 1, username, firstName: '', lastName: '', email, isStaff: true, isSuperuser: true },
    account: { id: 1, createdAt, updatedAt: createdAt, name: 'local', accountNumber: number, isDefaultAccount: true, companyName: company, country: 'US', currency: 'USD', isActive: true },
    environment: 'local',
  }
}

/** The newer generation reports its JSON schemas as example manifests. */
function commandWord({ era }: Generation, command: Command): string {
  return era === 'llmclient' ? 'example_manifest' : command.replace('json_', '')
}

function exampleMessage(kind: string): string {
  return `${kind} example manifest successfully generated`
}

function notHere(generation: Generation, thing: string, command: Command): Error {
  return refuse(generation, { command, thing }, 501, 'SAMBrokerErrorNotImplemented', `This server has no ${command} for ${thing}.`)
}
