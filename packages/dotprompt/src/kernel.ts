import { fieldNames } from './kernel-fields.js'
import type {
  AgentFile,
  AgentFrontMatter,
  AgentKernelRequest,
  AgentTool,
  AgentToolShorthand,
  DotPrompt,
  PromptFile,
  PromptFrontMatter,
  PromptKernelRequest,
} from './types.js'

/**
 * Makes the object that the API takes, and that its `deserialize` routes give, from a parsed file.
 *
 * Keys that the API does not know are left out, as are fields that are null; nothing is filled in. Short tools of an agent become inline tools.
 *
 * @param file A parsed `.prompt` or `.agent` file.
 */
export function toKernelRequest(file: PromptFile): PromptKernelRequest
export function toKernelRequest(file: AgentFile): AgentKernelRequest
export function toKernelRequest(file: DotPrompt): PromptKernelRequest | AgentKernelRequest
export function toKernelRequest(file: DotPrompt): PromptKernelRequest | AgentKernelRequest {
  const { model } = file.frontMatter
  const template = file.template === undefined ? {} : { template: file.template }
  const kernel = { model, ...knownFields(file.frontMatter, file.type), ...template }
  if (file.type === 'prompt' || !file.frontMatter.tools) return kernel
  return { ...kernel, tools: file.frontMatter.tools.map(toAgentTool) }
}

/**
 * Makes a file, without a source text, from the object that the API takes.
 *
 * Only the fields of a kernel are taken, so a whole Prompt of the API may be given. Fields that are null, and an empty template, are left out.
 *
 * @param kernel The settings and the template.
 * @param type `prompt`, the default, or `agent`.
 */
export function fromKernel(kernel: PromptKernelRequest, type?: 'prompt'): PromptFile
export function fromKernel(kernel: AgentKernelRequest, type: 'agent'): AgentFile
export function fromKernel(kernel: PromptKernelRequest | AgentKernelRequest, type: 'prompt' | 'agent' = 'prompt'): DotPrompt {
  const frontMatter = { model: kernel.model, ...knownFields({ ...kernel }, type) }
  const template = kernel.template?.length ? { template: kernel.template } : {}
  return type === 'prompt'
    ? { type, frontMatter: frontMatter as PromptFrontMatter, ...template }
    : { type, frontMatter: frontMatter as AgentFrontMatter, ...template }
}

function knownFields(values: Record<string, unknown>, type: DotPrompt['type']): Record<string, unknown> {
  const names = fieldNames(type).filter((name) => values[name] !== undefined && values[name] !== null)
  return Object.fromEntries(names.map((name) => [name, values[name]]))
}

function toAgentTool(tool: AgentTool | AgentToolShorthand): AgentTool {
  if ('type' in tool) return tool
  const { on_agent_call: onAgentCall, ...json_schema } = tool
  return { type: 'inline', json_schema, ...(onAgentCall === undefined ? {} : { on_agent_call: onAgentCall }) }
}
