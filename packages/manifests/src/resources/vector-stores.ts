import type { PagePromise, RequestOptions, SmarterClient } from '@smarter-api/core'
import type { PlatformVectorStore } from '@smarter-api/schemas/smarter'
import { listRows } from '../list-rows.js'

/**
 * Lists the vector stores, all on one page. Servers from 0.14.
 *
 * The command on manifests is asked, because today's servers fail at `GET /vectorstores/`.
 *
 * @throws BadRequestError When the server has no vector stores.
 * @see POST /cli/get/{kind}/
 */
export function list(client: SmarterClient, options?: RequestOptions): PagePromise<PlatformVectorStore> {
  return listRows(client, { kind: 'Vectorstore' }, options)
}
