import { DotPromptError, listVariables } from '@smarter-api/dotprompt/render'
import type { Template as DotPromptTemplate } from '@smarter-api/dotprompt/render'
import type { Input, ModelSettings, Template } from '@smarter-api/schemas/humanloop'
import type { GenericSchema } from 'valibot'
import { Problem } from '../../http/problem.js'
import { validate } from '../../http/validate.js'
import { pick } from '../files/file-kind.js'
import { invalidField } from '../refusals.js'
import { dotPrompt } from './dot-prompt.js'
import type { DotPrompt } from './dot-prompt.js'

/** The defaults that the API documents for the model of a Prompt or an Agent. */
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

const settings =
  'model endpoint template template_language provider max_tokens temperature top_p stop presence_penalty frequency_penalty ' +
  'other seed response_format reasoning_effort tools attributes'

/** What a version of a Prompt or an Agent holds: its kernel with the defaults filled in, so that equal ones have equal contents. */
export type ModelContent<Kernel extends ModelSettings> = Record<string, unknown> & Kernel

/** How the kernel of one kind of file is written. */
export interface KernelFormat {
  /** Field of a body that holds the kernel. */
  field: string
  /** Fields beyond those of the model, apart by blanks. */
  extra: string
  schema: GenericSchema
  /** Reads the text of a file. */
  parse(dotPrompt: DotPrompt, text: string): unknown
  /** Writes the content of a version as the text of a file. */
  write(dotPrompt: DotPrompt, content: object): string
}

export function toModelContent<Kernel extends ModelSettings>(kernel: Kernel, { extra }: KernelFormat): ModelContent<Kernel> {
  const endpoint = typeof kernel.template === 'string' ? 'complete' : 'chat'
  return { endpoint, ...defaults, ...(pick(kernel, new Set(`${settings} ${extra}`.split(' '))) as ModelContent<Kernel>) }
}

/** Reads a kernel that came in a body: as fields, or as the text of a file. */
export async function readKernel<Kernel extends object>(definition: Kernel | string, { field, schema, parse }: KernelFormat): Promise<Kernel> {
  if (typeof definition !== 'string') return definition
  try {
    return validate(schema, parse(await dotPrompt(), definition), 'body') as Kernel
  } catch (error) {
    if (error instanceof DotPromptError || error instanceof Problem) throw invalidField([field], error.message)
    throw error
  }
}

/** The placeholders of a template; those of a Jinja template are not known here. */
export function inputsOf({ template, template_language }: ModelSettings): Input[] {
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
