import { type PageEnvelope, type PagePromise, paginate, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { ListResponse, ManifestKind, ManifestRow } from '@smarter-api/schemas/smarter'
import { lowered, type ManifestKindParams } from './params.js'

const table: PageEnvelope = { items: (body) => (body as ListResponse | undefined)?.data?.data?.items ?? [], next: () => undefined }

/**
 * Lists the resources of a kind as a page of rows: what {@link getManifests} gives, without its envelope.
 *
 * @param params `kind`.
 * @throws BadRequestError When the server does not know the kind, also where it answers 500.
 * @see POST /cli/get/{kind}/
 */
export function listRows<Kind extends ManifestKind>(client: SmarterClient, params: ManifestKindParams<Kind>, options?: RequestOptions): PagePromise<ManifestRow<Kind>> {
  return paginate(client, 'POST /cli/get/{kind}/', table, lowered(params), options)
}
