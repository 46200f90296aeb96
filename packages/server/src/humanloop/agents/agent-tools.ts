import type { AgentInlineTool, AgentKernelRequest, AgentLinkedFileRequest, LinkedFileRequest, ModelSettings, ToolFunction } from '@smarter-api/schemas/humanloop'
import type { Records } from '../../repository/repository.js'
import { pick } from '../files/file-kind.js'
import type { FileVersion } from '../files/file-kind.js'
import { inputsOf } from '../models/model-content.js'
import { invalidField } from '../refusals.js'
import { toolFunctionOf } from '../tools/tool-kind.js'
import { readLinks, refuseLink } from './linked-file.js'
import type { LinkReader } from './linked-file.js'

type AgentTool = AgentLinkedFileRequest | AgentInlineTool

/** A function that the model of an Agent may ask for. */
export interface OfferedTool {
  function: ToolFunction
  /** Whether the run ends once the model asks for it. */
  stops: boolean
  /** The file behind it; none for a function that is written into the Agent. */
  target: FileVersion | undefined
}

/** Argument of Prompts and Agents that are tools: what is said to them, beside the values of their placeholders. */
export const messageArgument = 'message'

const toolFields = new Set(['type', 'link', 'json_schema', 'on_agent_call'])
const linkFields = new Set(['file_id', 'environment_id', 'version_id'])

/** Refuses links to what is not there, and names that are taken twice; leaves out what says nothing. */
export async function checkTools(records: Records, { tools }: AgentKernelRequest): Promise<AgentTool[]> {
  const targetOf = await readLinks(records, linksOf(tools))
  const names = new Set<string>()
  for (const [index, tool] of (tools ?? []).entries()) {
    if (tool.type === 'file') await refuseLink(records, tool.link, targetOf(tool.link), ['tools', index, 'link'])
    const name = offer(tool, targetOf)?.function.name ?? ''
    if (names.has(name)) throw invalidField(['tools', index], `Another tool is named "${name}" already. A model could not tell them apart.`)
    names.add(name)
  }
  return (tools ?? []).map(toToolContent)
}

/** Lists what the model of an Agent is offered. A file that is gone is left out. */
export async function listTools(records: Records, { tools }: AgentKernelRequest): Promise<OfferedTool[]> {
  const targetOf = await readLinks(records, linksOf(tools))
  return (tools ?? []).flatMap((tool) => offer(tool, targetOf) ?? [])
}

/** Leaves out of a tool what says nothing, and what the file behind it is like. */
export function toToolContent(tool: AgentTool): AgentTool {
  const link = tool.type === 'file' ? { link: pick(tool.link, linkFields) } : {}
  return { ...pick(tool, toolFields), ...link } as unknown as AgentTool
}

export function linksOf(tools: AgentKernelRequest['tools']): LinkedFileRequest[] {
  return (tools ?? []).flatMap((tool) => (tool.type === 'file' ? tool.link : []))
}

function offer(tool: AgentTool, targetOf: LinkReader): OfferedTool | undefined {
  const stops = tool.on_agent_call === 'stop'
  if (tool.type === 'inline') return { function: tool.json_schema, stops, target: undefined }
  const target = targetOf(tool.link)
  return target && { function: describeFile(target), stops, target }
}

function describeFile({ file, version }: FileVersion): ToolFunction {
  const ownName = file.name.replace(/[^\w-]/g, '_').slice(0, 64)
  if (file.kind === 'tool') {
    const described = toolFunctionOf(version)
    return { ...described, name: described.name || ownName }
  }
  const inputs = inputsOf(version.content as Record<string, unknown> & ModelSettings).map(({ name }) => name)
  const properties = Object.fromEntries([messageArgument, ...inputs].map((name) => [name, { type: 'string' }]))
  return {
    name: ownName,
    description: file.details.description ?? `Asks the ${file.kind} ${file.path}.`,
    parameters: { type: 'object', properties, required: inputs },
  }
}
