import { createReadStream, type Stats, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigurationError } from '../errors.js'
import type { FileSource } from '../upload-source.js'

/**
 * Gives a file on disk to an upload. Its content is read while it is sent, and again for a retry.
 *
 * @param path Path or `file:` URL.
 * @param options `name` and `type` in place of the path's last part and `application/octet-stream`.
 * @throws ConfigurationError When there is no readable file.
 */
export function fromPath(path: string | URL, options: { readonly name?: string; readonly type?: string } = {}): FileSource {
  const file = typeof path === 'string' ? path : fileURLToPath(path)
  let stats: Stats
  try {
    stats = statSync(file)
  } catch (cause) {
    const { code } = cause as { code?: string }
    throw new ConfigurationError(`There is no file to upload at "${file}" (${code}); check the path`, { cause })
  }
  if (!stats.isFile()) throw new ConfigurationError(`"${file}" is not a file and cannot be uploaded; give the path of a file`)
  return { name: options.name ?? basename(file), type: options.type, size: stats.size, open: () => createReadStream(file, { highWaterMark: 256 * 1024 }) }
}
