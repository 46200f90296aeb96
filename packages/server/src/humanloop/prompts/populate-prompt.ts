import type { FreeMap, PopulateTemplateResponse, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { findChosen } from '../files/file-basics.js'
import { presentFile } from '../files/present-file.js'
import { fillTemplate } from '../models/fill-template.js'
import { promptContentOf, promptKind } from './prompt-kind.js'

/** `POST /prompts/{id}/populate` */
export async function populatePrompt(exchange: Exchange<FreeMap, VersionSelector>): Promise<Answer> {
  return exchange.services.repository.read(async (records) => {
    const target = await findChosen(records, promptKind, exchange)
    const populated = await fillTemplate(promptContentOf(target.version), exchange.body, [])
    return json({ ...(await presentFile(records, promptKind, target)), populated_template: populated ?? null } satisfies PopulateTemplateResponse)
  })
}
