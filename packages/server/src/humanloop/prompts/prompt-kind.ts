import type { LinkedTool, Prompt, PromptKernelRequest, PromptLogRequest } from '@smarter-api/schemas/humanloop'
import type { Records, VersionRecord } from '../../repository/repository.js'
import { defaultVersions } from '../files/choose-version.js'
import type { FileKind } from '../files/file-kind.js'
import { notFound } from '../refusals.js'
import { toolFunctionOf } from '../tools/tool-kind.js'
import { inputsOf, readKernel, toContent } from './prompt-content.js'
import type { PromptContent } from './prompt-content.js'

export const promptKind: FileKind<Prompt> = {
  kind: 'prompt',
  collection: 'prompts',
  label: 'Prompt',
  fileIdPrefix: 'pr',
  versionIdPrefix: 'prv',
  definitionIn: (body: PromptLogRequest) => body.prompt,

  async toContent(records, definition) {
    const content = toContent(readKernel(definition as PromptKernelRequest | string))
    for (const id of content.linked_tools ?? []) {
      const tool = await records.files.find({ id })
      if (tool?.kind !== 'tool') throw notFound(`Tool with id "${id}" not found.`)
    }
    return content
  },

  async present(records, { version }, base) {
    const { linked_tools: linkedTools, ...content } = promptContentOf(version)
    return { ...base, ...content, linked_tools: await presentLinkedTools(records, linkedTools ?? []), type: 'prompt', inputs: inputsOf(content) }
  },
}

export function promptContentOf(version: VersionRecord): PromptContent {
  return version.content as PromptContent
}

/** Describes the tools that a Prompt links to as they are now; a deleted one is left out. */
async function presentLinkedTools(records: Records, ids: string[]): Promise<LinkedTool[]> {
  const versions = await defaultVersions(records, ids)
  return ids.flatMap((id) => {
    const version = versions.find(({ fileId }) => fileId === id)
    return version === undefined ? [] : [{ ...toolFunctionOf(version), id, version_id: version.id }]
  })
}
