import type { ManifestKind } from '@smarter-api/schemas/smarter'

/** Names a kind of manifests. */
export interface ManifestKindParams<Kind extends ManifestKind = ManifestKind> {
  /** Kind as manifests spell it, for example `LLMClient`, or `Chatbot` on servers up to 0.13. */
  kind: Kind
}

/** Names one resource: a user by `username`, anything else by `name`. */
export type DescribeManifestParams<Kind extends ManifestKind = ManifestKind> = ManifestKindParams<Kind> &
  (Kind extends 'User'
    ? {
        /** Login name. */
        username: string
      }
    : {
        /** Name of the resource; of a stored conversation its session key. Servers from 0.14 store names in snake_case. */
        name: string
      })

/** Names one resource of any kind: a user by `username`, anything else by `name`. */
export type NamedManifestParams = DescribeManifestParams<'User'> | DescribeManifestParams<Exclude<ManifestKind, 'User'>>

/** Writes the kind in lower case, which every server takes. */
export function lowered<Params extends ManifestKindParams>(params: Params): object {
  return { ...params, kind: params?.kind?.toLowerCase() }
}
