import { DotPromptError, serializePrompt as writePrompt } from '@smarter-api/dotprompt'
import type { PromptKernelRequest as DotPromptKernel } from '@smarter-api/dotprompt'
import type { DeserializePromptRequest, FreeMap, PopulateTemplateResponse, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json, text } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import type { Records } from '../../repository/repository.js'
import { chooseVersion } from '../choose-version.js'
import { promptKind } from '../file-kinds.js'
import { getFile } from '../find-file.js'
import { badRequest } from '../refusals.js'
import type { FileVersion } from '../save-version.js'
import { contentOf, presentPrompt } from './present-prompt.js'
import { readKernel } from './prompt-content.js'
import { fillTemplate } from './prompt-messages.js'

/** `POST /prompts/{id}/populate` */
export async function populatePrompt(exchange: Exchange<FreeMap, VersionSelector>): Promise<Answer> {
  return exchange.services.repository.read(async (records) => {
    const target = await findChosen(records, exchange)
    const populated = fillTemplate(contentOf(target.version), exchange.body, [])
    return json({ ...(await presentPrompt(records, target)), populated_template: populated ?? null } satisfies PopulateTemplateResponse)
  })
}

/** `GET /prompts/{id}/serialize` */
export async function serializePrompt(exchange: Exchange<undefined, VersionSelector>): Promise<Answer> {
  return exchange.services.repository.read(async (records) => {
    const { version } = await findChosen(records, exchange)
    try {
      return text(writePrompt(contentOf(version) as DotPromptKernel))
    } catch (error) {
      if (error instanceof DotPromptError) throw badRequest(`The Prompt cannot be written as a .prompt file: ${error.message}`)
      throw error
    }
  })
}

/** `POST /prompts/deserialize` */
export async function deserializePrompt({ body }: Exchange<DeserializePromptRequest>): Promise<Answer> {
  return json(readKernel(body.prompt))
}

async function findChosen(records: Records, { param, query }: Exchange<unknown, VersionSelector>): Promise<FileVersion> {
  const file = await getFile(records, promptKind, param('id'))
  return { file, version: await chooseVersion(records, promptKind, file, query) }
}
