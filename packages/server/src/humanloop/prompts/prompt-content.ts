import { DotPromptError, listVariables, parsePrompt, toKernelRequest } from '@smarter-api/dotprompt'
import type { Template as DotPromptTemplate } from '@smarter-api/dotprompt'
import type { Input, PromptKernelRequest, Template } from '@smarter-api/schemas/humanloop'
import { PromptKernelRequestSchema } from '@smarter-api/schemas/humanloop'
import { Problem } from '../../http/problem.js'
import { validate } from '../../http/validate.js'
import { invalidField } from '../refusals.js'

/** The defaults that the API documents for a Prompt's fields. */
const defaults = {
  template_language: 'default',
  provider: 'openai',
  max_tokens: -1,
  temperature: 1,
  top_p: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
  other: {},
  tools: [],
}

const fields = new Set(
  (
    'model endpoint template template_language provider max_tokens temperature top_p stop presence_penalty frequency_penalty ' +
    'other seed response_format reasoning_effort tools linked_tools attributes'
  ).split(' '),
)

/** What a version of a Prompt holds: its kernel with the defaults filled in, so that equal Prompts have equal contents. */
export type PromptContent = Record<string, unknown> & PromptKernelRequest

export function toContent(kernel: PromptKernelRequest): PromptContent {
  const given = Object.entries(kernel).filter(([name, value]) => fields.has(name) && value !== null && value !== undefined)
  const endpoint = typeof kernel.template === 'string' ? 'complete' : 'chat'
  return { model: kernel.model, endpoint, ...defaults, ...Object.fromEntries(given) }
}

/** Reads a Prompt that came in a body: as fields, or as the text of a `.prompt` file. */
export function readKernel(prompt: PromptKernelRequest | string, field = 'prompt'): PromptKernelRequest {
  if (typeof prompt !== 'string') return prompt
  let kernel: unknown
  try {
    kernel = toKernelRequest(parsePrompt(prompt))
  } catch (error) {
    if (error instanceof DotPromptError) throw invalidField([field], error.message)
    throw error
  }
  try {
    return validate(PromptKernelRequestSchema, kernel, 'body') as PromptKernelRequest
  } catch (error) {
    if (error instanceof Problem) throw invalidField([field], error.message)
    throw error
  }
}

/** The placeholders of a template; those of a Jinja template are not known here. */
export function inputsOf({ template, template_language }: PromptKernelRequest): Input[] {
  if (!template || template_language === 'jinja') return []
  return listVariables(toDotPrompt(template)).map((name) => ({ name }))
}

/** The template as the package of `.prompt` files types it: the same, its roles and parts being open words here. */
export function toDotPrompt(template: Template): DotPromptTemplate {
  return template as DotPromptTemplate
}

export function fromDotPrompt(template: DotPromptTemplate): Template {
  return template as Template
}
