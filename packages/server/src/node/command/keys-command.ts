import type { Command } from 'commander'
import { createApiKey, listApiKeys, revokeApiKey } from '../api-keys.js'
import type { ApiKey } from '../api-keys.js'
import type { CommandHost } from './command-host.js'
import { addStorageOptions } from './storage-options.js'
import { withKeptRepository, withRepository } from './with-repository.js'

const headings = ['name', 'id', 'key', 'created', 'last used', 'revoked']

/** Declares `keys`: the keys that are stored, as digests, with the data. */
export function addKeysCommand(program: Command, { print, complain }: CommandHost): void {
  const keys = program.command('keys').description('make, list and revoke the keys that callers send').helpCommand(false)

  const create = addStorageOptions(keys.command('create').description('make a key; servers that run need one from now on').argument('<name>', 'what people call it'))
  create.action(async (name: string) => {
    const { key, id } = await withRepository(create, (repository) => createApiKey({ repository, name }))
    complain(`The key "${name}" (${id}) is shown this once: only its digest is kept.`)
    print(key)
  })

  const list = addStorageOptions(keys.command('list').description('list all keys, without what callers send'))
  list.action(async () => {
    const rows = (await withKeptRepository(list, (repository) => listApiKeys({ repository }))).map(toRow)
    for (const line of rows.length === 0 ? ['There are no keys. Make one: smarter-server keys create NAME'] : toTable([headings, ...rows])) print(line)
  })

  const revoke = addStorageOptions(keys.command('revoke').description('take a key out of force, in servers that run too').argument('<name-or-id>', 'which key'))
  revoke.action(async (idOrName: string) => {
    const { name, id } = await withKeptRepository(revoke, (repository) => revokeApiKey({ repository, idOrName }))
    print(`The key "${name}" (${id}) opens nothing any more.`)
  })
}

function toRow({ name, id, prefix, createdAt, lastUsedAt, revokedAt }: ApiKey): string[] {
  return [name, id, `${prefix}…`, createdAt, lastUsedAt ?? 'never', revokedAt ?? '-']
}

function toTable(rows: string[][]): string[] {
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}
