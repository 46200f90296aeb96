import type { PromptKernelRequest as DotPromptKernel } from '@smarter-api/dotprompt'
import type { LinkedTool, Prompt, PromptKernelRequest, PromptLogRequest, ToolFunction } from '@smarter-api/schemas/humanloop'
import { PromptKernelRequestSchema } from '@smarter-api/schemas/humanloop'
import type { Records, VersionRecord } from '../../repository/repository.js'
import type { CallableKind } from '../files/file-kind.js'
import { inputsOf, readKernel, toModelContent } from '../models/model-content.js'
import type { KernelFormat, ModelContent } from '../models/model-content.js'
import { notFound } from '../refusals.js'
import { toolFunctionOf } from '../tools/tool-kind.js'

export const promptFormat: KernelFormat = {
  field: 'prompt',
  extra: 'linked_tools',
  schema: PromptKernelRequestSchema,
  parse: ({ parsePrompt, toKernelRequest }, text) => toKernelRequest(parsePrompt(text)),
  write: ({ serializePrompt }, content) => serializePrompt(content as DotPromptKernel),
}

export const promptKind: CallableKind<Prompt> = {
  kind: 'prompt',
  collection: 'prompts',
  label: 'Prompt',
  fileIdPrefix: 'pr',
  versionIdPrefix: 'prv',
  definitionIn: (body: PromptLogRequest) => body.prompt,

  async toContent(records, definition) {
    const content = toModelContent(await readKernel(definition as PromptKernelRequest | string, promptFormat), promptFormat)
    for (const id of content.linked_tools ?? []) {
      const tool = await records.files.find({ id })
      if (tool?.kind !== 'tool') throw notFound(`Tool with id "${id}" not found.`)
    }
    return content
  },

  async present(records, shown) {
    const tools = await readLinkedTools(records, shown.flatMap(({ version }) => promptContentOf(version).linked_tools ?? []))
    return shown.map(({ version, base }) => {
      const { linked_tools: linked, ...content } = promptContentOf(version)
      return { ...base, ...content, linked_tools: (linked ?? []).flatMap((id) => tools.get(id) ?? []), type: 'prompt', inputs: inputsOf(content) }
    })
  },
}

export function promptContentOf(version: VersionRecord): ModelContent<PromptKernelRequest> {
  return version.content as ModelContent<PromptKernelRequest>
}

/** Lists what the model of a Prompt is offered: its own functions, and those of the Tools that it links to. */
export async function listPromptTools(records: Records, { tools, linked_tools: linked }: PromptKernelRequest): Promise<ToolFunction[]> {
  const found = await readLinkedTools(records, linked ?? [])
  return [...(tools ?? []), ...[...found.values()].map(({ id: _id, version_id: _version, ...offered }) => offered)]
}

/** Describes linked tools as they are now, by id; deleted ones are left out. */
async function readLinkedTools(records: Records, ids: string[]): Promise<Map<string, LinkedTool>> {
  if (ids.length === 0) return new Map()
  const versions = await records.versions.listServed([...new Set(ids)])
  return new Map(versions.map((version) => [version.fileId, { ...toolFunctionOf(version), id: version.fileId, version_id: version.id }]))
}
