import { hasRoleTag } from './chat-tags.js'
import { DotPromptError } from './dot-prompt-error.js'
import { editSource } from './edit-source.js'
import { fromKernel } from './kernel.js'
import { findProblem } from './kernel-fields.js'
import type { AgentFile, AgentKernelRequest, DotPrompt, PromptFile, PromptKernelRequest } from './types.js'
import { writeFile } from './write-file.js'

/**
 * Writes a `.prompt` file.
 *
 * A file that was parsed keeps its bytes: unchanged, the text is the one that was read; with a field changed, only that field's lines differ,
 * and comments, order, quotes, line breaks and a byte order mark stay. A kernel, or a file without `source`, is written anew,
 * its fields in the order of Humanloop's own files.
 *
 * @param prompt A file of {@link parsePrompt}, perhaps with changes, or the object that the API takes.
 * @returns The text of the file.
 * @throws {DotPromptError} When a field has a wrong type; when the template does not fit the `endpoint`; when a message has no written form,
 *   such as one with `thinking`.
 */
export function serializePrompt(prompt: PromptFile | PromptKernelRequest): string {
  return serialize(isFile(prompt) ? prompt : fromKernel(prompt))
}

/**
 * Writes an `.agent` file, as {@link serializePrompt} does for prompts.
 *
 * @param agent A file of {@link parseAgent}, perhaps with changes, or the object that the API takes.
 * @returns The text of the file.
 * @throws {DotPromptError} As {@link serializePrompt} does.
 */
export function serializeAgent(agent: AgentFile | AgentKernelRequest): string {
  return serialize(isFile(agent) ? agent : fromKernel(agent, 'agent'))
}

function isFile<File extends DotPrompt>(value: File | PromptKernelRequest | AgentKernelRequest): value is File {
  return 'frontMatter' in value
}

function serialize(file: DotPrompt): string {
  const problem = findProblem(file.frontMatter, file.type)?.reason ?? findTemplateProblem(file)
  if (problem !== undefined) throw new DotPromptError(problem, { filename: file.filename })
  return file.source === undefined ? writeFile(file) : editSource(file, file.source)
}

function findTemplateProblem({ template, frontMatter: { endpoint } }: DotPrompt): string | undefined {
  if (template === undefined || template.length === 0) return undefined
  if (typeof template !== 'string') {
    const plain = endpoint === 'complete' || endpoint === 'edit'
    return plain ? `the endpoint ${endpoint} takes a template of plain text, got messages. Set the endpoint to chat.` : undefined
  }
  if (endpoint === 'chat') return 'the endpoint chat takes messages, got a template of plain text. Set the endpoint to complete, or give messages.'
  if (!endpoint && hasRoleTag(template)) return 'the template is plain text with tags of messages in it. Set the endpoint to complete, or give messages.'
  return undefined
}
