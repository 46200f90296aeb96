import { parseAgent, serializeAgent, toKernelRequest } from '@smarter-api/dotprompt'
import type { AgentKernelRequest as DotPromptKernel } from '@smarter-api/dotprompt'
import type { Agent, AgentKernelRequest, AgentLinkedFile, AgentLogRequest } from '@smarter-api/schemas/humanloop'
import { AgentKernelRequestSchema } from '@smarter-api/schemas/humanloop'
import type { Records, VersionRecord } from '../../repository/repository.js'
import type { CallableKind, FileKind } from '../files/file-kind.js'
import { localUser } from '../files/present-base.js'
import type { FileBaseFields } from '../files/present-base.js'
import { presentFile } from '../files/present-file.js'
import { inputsOf, readKernel, toModelContent } from '../models/model-content.js'
import type { KernelFormat, ModelContent } from '../models/model-content.js'
import { promptKind } from '../prompts/prompt-kind.js'
import { invalidField } from '../refusals.js'
import { toolKind } from '../tools/tool-kind.js'
import { checkTools } from './agent-tools.js'
import type { AgentTool } from './agent-tools.js'
import { findLinked } from './linked-file.js'

export const agentFormat: KernelFormat = {
  field: 'agent',
  extra: 'max_iterations',
  schema: AgentKernelRequestSchema,
  parse: (text) => toKernelRequest(parseAgent(text)),
  write: (content) => serializeAgent(content as DotPromptKernel),
}

export const agentKind: CallableKind<Agent> = {
  kind: 'agent',
  collection: 'agents',
  label: 'Agent',
  fileIdPrefix: 'ag',
  versionIdPrefix: 'agv',
  definitionIn: (body: AgentLogRequest) => body.agent,

  async toContent(records, definition) {
    const content = toModelContent(readKernel(definition as AgentKernelRequest | string, agentFormat), agentFormat)
    if (typeof content.max_iterations === 'number' && content.max_iterations < 1) throw invalidField(['max_iterations'], 'max_iterations must be at least 1.')
    return { ...content, tools: await checkTools(records, content) }
  },

  async present(records, { version }, base) {
    const tools: Agent['tools'] = []
    for (const tool of agentContentOf(version).tools ?? []) tools.push(await presentTool(records, tool))
    return { ...presentAgent(version, base), tools }
  },
}

export function agentContentOf(version: VersionRecord): ModelContent<AgentKernelRequest> {
  return version.content as ModelContent<AgentKernelRequest>
}

/** An Agent whose linked files are only named: Agents may link to each other in circles. */
const linkedAgentKind: FileKind<Agent> = { ...agentKind, present: async (_records, { version }, base) => presentAgent(version, base) }

const linkedKinds: Record<string, FileKind> = { prompt: promptKind, tool: toolKind, agent: linkedAgentKind }

function presentAgent(version: VersionRecord, base: FileBaseFields): Agent {
  const { tools, ...content } = agentContentOf(version)
  const committed = { status: 'committed', committed_by: localUser, committed_at: version.createdAt }
  return { ...base, ...content, ...committed, type: 'agent', tools: tools ?? [], inputs: inputsOf(content) }
}

async function presentTool(records: Records, tool: AgentTool): Promise<Agent['tools'][number]> {
  if (tool.type === 'inline') return tool
  const target = await findLinked(records, tool.link)
  const kind = linkedKinds[target?.file.kind ?? '']
  return { ...tool, file: target && kind ? await presentFile(records, kind, target) : null } satisfies AgentLinkedFile
}
