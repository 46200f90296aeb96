import type { PromptCallContext, VersionSelector } from '@smarter-api/schemas/humanloop'
import type { Exchange } from '../../http/route.js'
import { chooseVersion } from '../choose-version.js'
import { promptKind } from '../file-kinds.js'
import { findFile } from '../find-file.js'
import { badRequest, notFound } from '../refusals.js'
import type { FileVersion } from '../save-version.js'
import { readKernel, toContent } from './prompt-content.js'
import { savePrompt } from './save-prompt.js'

/** Finds the version that a call or a log is about. A definition in the body is looked up by its content, and made when it is new. */
export async function findTarget({ body, query, services }: Exchange<PromptCallContext, VersionSelector>): Promise<FileVersion> {
  const { prompt } = body
  if (prompt === undefined || prompt === null) {
    return services.repository.read(async (records) => {
      const file = await findFile(records, promptKind, body)
      if (file === undefined) throw notFound(`Prompt with path "${body.path}" not found. Upsert it first, or send its definition as prompt.`)
      return { file, version: await chooseVersion(records, promptKind, file, query) }
    })
  }
  if (query.version_id !== undefined || query.environment !== undefined) {
    throw badRequest('The body defines the prompt already: leave out version_id and environment, or leave out prompt.')
  }
  const content = toContent(readKernel(prompt))
  return services.repository.write((records) => savePrompt(records, services, body, content))
}
