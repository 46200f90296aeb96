import * as v from 'valibot'
import { type Direction, freeMap, nullish, request, text, textList } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type { FreeMap } from '../envelope/types.js'
import type { Manifest, ManifestMetadata, ManifestStatus, OwnedStatus, SnakeOwnedStatus } from './types.js'

const urlSafe = {
  matches: /^[\w.~-]*$/,
  message: 'Expected letters, digits, "-", "_", "." or "~", because the name becomes part of addresses',
}

const semantic = {
  matches: /^(\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?|None)?$/,
  message: 'Expected a semantic version such as "1.0.0"',
}

export function metadataEntries(direction: Direction) {
  return {
    name: direction.text({ min: 1, max: 50, pattern: urlSafe }),
    description: v.nullable(v.string()),
    version: v.nullable(direction.text({ pattern: semantic })),
    tags: textList,
    annotations: nullish(v.array(freeMap)),
  } satisfies Entries<ManifestMetadata>
}

interface ManifestParts<Spec, Status, Metadata> {
  spec: Schema<Spec>
  status: Schema<Status>
  metadata: Schema<Metadata>
}

/** Makes the schema of one kind. On the way to the server the status is not looked at, because the server writes it. */
export function manifest<Kind extends string, Spec, Status, Metadata extends ManifestMetadata>(
  direction: Direction,
  kind: Kind,
  { spec, status, metadata }: ManifestParts<Spec, Status, Metadata>,
): Schema<Manifest<Kind, Spec, Status, Metadata>> {
  return direction.object({
    apiVersion: direction.word('smarter.sh/v1'),
    kind: v.literal(kind),
    metadata,
    spec,
    status: nullish(direction === request ? freeMap : status),
  }) as Schema<unknown> as Schema<Manifest<Kind, Spec, Status, Metadata>>
}

export function plainMetadata(direction: Direction): Schema<ManifestMetadata> {
  return direction.object(metadataEntries(direction))
}

export const statusEntries = { recordLocator: text, created: text, modified: text } satisfies Entries<ManifestStatus>

export const ownedStatusEntries = { ...statusEntries, accountNumber: text, username: text } satisfies Entries<OwnedStatus>

export const ownedStatus: Schema<OwnedStatus> = v.looseObject(ownedStatusEntries)

export const snakeOwnedStatus: Schema<SnakeOwnedStatus> = v.looseObject({
  ...statusEntries,
  account_number: text,
  username: text,
} satisfies Entries<SnakeOwnedStatus>)

/** A stored conversation: nothing but its name is promised, and that is a session key. */
export function conversation<Kind extends string>(direction: Direction, kind: Kind): Schema<Manifest<Kind>> {
  const metadata: Schema<ManifestMetadata> = direction.object({ ...metadataEntries(direction), name: v.string() })
  return manifest<Kind, FreeMap, FreeMap, ManifestMetadata>(direction, kind, { spec: freeMap, status: freeMap, metadata })
}
