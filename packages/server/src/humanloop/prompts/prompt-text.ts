import { DotPromptError, serializePrompt as writePrompt } from '@smarter-api/dotprompt'
import type { PromptKernelRequest as DotPromptKernel } from '@smarter-api/dotprompt'
import type { DeserializePromptRequest, FreeMap, PopulateTemplateResponse, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json, text } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { findChosen } from '../files/file-basics.js'
import { presentFile } from '../files/present-file.js'
import { badRequest } from '../refusals.js'
import { readKernel } from './prompt-content.js'
import { promptContentOf, promptKind } from './prompt-kind.js'
import { fillTemplate } from './prompt-messages.js'

/** `POST /prompts/{id}/populate` */
export async function populatePrompt(exchange: Exchange<FreeMap, VersionSelector>): Promise<Answer> {
  return exchange.services.repository.read(async (records) => {
    const target = await findChosen(records, promptKind, exchange)
    const populated = fillTemplate(promptContentOf(target.version), exchange.body, [])
    return json({ ...(await presentFile(records, promptKind, target)), populated_template: populated ?? null } satisfies PopulateTemplateResponse)
  })
}

/** `GET /prompts/{id}/serialize` */
export async function serializePrompt(exchange: Exchange<undefined, VersionSelector>): Promise<Answer> {
  return exchange.services.repository.read(async (records) => {
    const { version } = await findChosen(records, promptKind, exchange)
    try {
      return text(writePrompt(promptContentOf(version) as DotPromptKernel))
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
