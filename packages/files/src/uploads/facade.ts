import { bind, type Bound, type OpenAIStyleClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import { content, create, delete as remove, list, retrieve, waitForProcessing } from './methods.js'

/** Every function on uploaded files with the client filled in. */
export interface Uploads extends Bound<typeof Methods> {}

/**
 * Binds every function on uploaded files to a client.
 *
 * @example
 * ```ts
 * const files = uploads(createOpenAIClient())
 * const { id } = await files.create({ file: ['input.jsonl', lines], purpose: 'fine-tune' })
 * await files.waitForProcessing({ file_id: id })
 * ```
 */
export function uploads(client: OpenAIStyleClient): Uploads {
  return bind(client, { content, create, delete: remove, list, retrieve, waitForProcessing })
}
