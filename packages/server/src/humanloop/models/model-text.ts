import { DotPromptError } from '@smarter-api/dotprompt/render'
import type { VersionSelector } from '@smarter-api/schemas/humanloop'
import { json, text } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import type { VersionRecord } from '../../repository/repository.js'
import { findChosen } from '../files/file-basics.js'
import type { FileKind } from '../files/file-kind.js'
import { badRequest } from '../refusals.js'
import { dotPrompt } from './dot-prompt.js'
import { readKernel } from './model-content.js'
import type { KernelFormat } from './model-content.js'

/** `GET /{collection}/{id}/serialize` */
export function serializeFile(kind: FileKind, format: KernelFormat): Handler<undefined, VersionSelector> {
  return async (exchange) =>
    exchange.services.repository.read(async (records) => {
      const { version } = await findChosen(records, kind, exchange)
      const written = await writeText(version, format)
      if (written instanceof DotPromptError) throw badRequest(`The ${kind.label} cannot be written as a .${kind.kind} file: ${written.message}`)
      return text(written)
    })
}

/** `POST /{collection}/deserialize` */
export function deserializeFile(format: KernelFormat): Handler<Record<string, string>> {
  return async ({ body }) => json(await readKernel(body[format.field] ?? '', format))
}

/** Writes a version as the text of a file. Some templates have no such form. */
export async function writeText({ content }: VersionRecord, format: KernelFormat): Promise<string | DotPromptError> {
  try {
    return format.write(await dotPrompt(), content)
  } catch (error) {
    if (error instanceof DotPromptError) return error
    throw error
  }
}
