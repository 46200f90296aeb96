import type { AgentKernelRequest as DotPromptKernel } from '@smarter-api/dotprompt'
import type { Agent, AgentKernelRequest, AgentLogRequest } from '@smarter-api/schemas/humanloop'
import { AgentKernelRequestSchema } from '@smarter-api/schemas/humanloop'
import type { VersionRecord } from '../../repository/repository.js'
import type { CallableKind, FileKind, ShownFile } from '../files/file-kind.js'
import { localUser } from '../files/present-base.js'
import { presentMixedFiles } from '../files/present-file.js'
import { inputsOf, readKernel, toModelContent } from '../models/model-content.js'
import type { KernelFormat, ModelContent } from '../models/model-content.js'
import { promptKind } from '../prompts/prompt-kind.js'
import { invalidField } from '../refusals.js'
import { toolKind } from '../tools/tool-kind.js'
import { checkTools, linksOf } from './agent-tools.js'
import { readLinks } from './linked-file.js'

export const agentFormat: KernelFormat = {
  field: 'agent',
  extra: 'max_iterations',
  schema: AgentKernelRequestSchema,
  parse: ({ parseAgent, toKernelRequest }, text) => toKernelRequest(parseAgent(text)),
  write: ({ serializeAgent }, content) => serializeAgent(content as DotPromptKernel),
}

export const agentKind: CallableKind<Agent> = {
  kind: 'agent',
  collection: 'agents',
  label: 'Agent',
  fileIdPrefix: 'ag',
  versionIdPrefix: 'agv',
  definitionIn: (body: AgentLogRequest) => body.agent,

  async toContent(records, definition) {
    const content = toModelContent(await readKernel(definition as AgentKernelRequest | string, agentFormat), agentFormat)
    if (typeof content.max_iterations === 'number' && content.max_iterations < 1) throw invalidField(['max_iterations'], 'max_iterations must be at least 1.')
    return { ...content, tools: await checkTools(records, content) }
  },

  async present(records, shown) {
    const links = shown.flatMap(({ version }) => linksOf(agentContentOf(version).tools))
    const targetOf = await readLinks(records, links)
    const files = await presentMixedFiles(records, links.flatMap((link) => targetOf(link) ?? []), linkedKind)
    return shown.map((file) => {
      const agent = presentAgent(file)
      const tools = agent.tools.map((tool) => (tool.type === 'inline' ? tool : { ...tool, file: files.get(targetOf(tool.link)?.version.id ?? '') ?? null }))
      return { ...agent, tools }
    })
  },
}

export function agentContentOf(version: VersionRecord): ModelContent<AgentKernelRequest> {
  return version.content as ModelContent<AgentKernelRequest>
}

/** Linked Agents only name what they link to: Agents may link to each other in circles. */
const linkedAgentKind: FileKind<Agent> = { ...agentKind, present: async (_records, shown) => shown.map(presentAgent) }

function linkedKind(name: string): FileKind {
  if (name === 'agent') return linkedAgentKind
  return name === 'tool' ? toolKind : promptKind
}

function presentAgent({ version, base }: ShownFile): Agent {
  const { tools, ...content } = agentContentOf(version)
  const committed = { status: 'committed', committed_by: localUser, committed_at: version.createdAt }
  return { ...base, ...content, ...committed, type: 'agent', tools: tools ?? [], inputs: inputsOf(content) }
}
