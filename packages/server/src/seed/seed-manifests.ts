import { parseManifest } from '@smarter-api/schemas/smarter'
import type { SendSeed } from './seed-client.js'
import { seedMembers, wrong } from './seed-place.js'
import type { SeededManifest } from './seeded.js'

/** Applies manifests. They are checked before, for the platform does not say which field is wrong. */
export function seedManifests(send: SendSeed, manifests: unknown): Promise<Record<string, SeededManifest>> {
  return seedMembers(['manifests'], manifests, async (place, manifest) => {
    const parsed = await parseManifest(manifest)
    if (!parsed.ok) throw wrong(place, parsed.errors.map(({ message }) => message).join(' '))
    const { kind, metadata } = parsed.manifest
    const { data } = await send<{ data?: { name?: string } | null }>({ place, route: 'POST /api/v1/cli/apply/', body: parsed.manifest })
    return { kind, name: data?.name ?? metadata.name }
  })
}
