import type { Directory } from '@smarter-api/schemas/humanloop'
import type { SendSeed } from './seed-client.js'
import { seedMembers } from './seed-place.js'
import type { SeededDirectory } from './seeded.js'

/** Makes directories, or finds them. */
export function seedDirectories(send: SendSeed, directories: unknown): Promise<Record<string, SeededDirectory>> {
  return seedMembers(['directories'], directories, async (place, path) => {
    const listed = await send<Directory[]>({ place, route: 'GET /v5/directories' })
    const found = listed.find((directory) => directory.path === path)
    const directory = found ?? (await send<Directory>({ place, route: 'POST /v5/directories', body: { path } }))
    return { id: directory.id, path: directory.path }
  })
}
