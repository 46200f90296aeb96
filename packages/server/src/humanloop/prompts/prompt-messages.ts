import { DotPromptError, MissingVariablesError, renderTemplate } from '@smarter-api/dotprompt'
import type { FreeMap, PromptsCallRequest, Template } from '@smarter-api/schemas/humanloop'
import { Problem } from '../../http/problem.js'
import type { ModelMessage, ModelRequest } from '../../model/model.js'
import { badRequest } from '../refusals.js'
import { fromDotPrompt, toDotPrompt } from './prompt-content.js'
import type { PromptContent } from './prompt-content.js'

/** Fills the placeholders of a template; refuses all missing inputs together. */
export function fillTemplate(content: PromptContent, inputs: FreeMap, place: (string | number)[]): Template | undefined {
  if (content.template === undefined || content.template === null) return undefined
  try {
    const options = { templateLanguage: content.template_language === 'jinja' ? 'jinja' : 'default' } as const
    return fromDotPrompt(renderTemplate(toDotPrompt(content.template), inputs, options))
  } catch (error) {
    if (error instanceof MissingVariablesError) {
      const issues = error.variables.map((name) => ({ path: ['body', ...place, name], message: 'Field required', type: 'missing' }))
      throw new Problem('invalid', error.message, { issues })
    }
    if (content.template_language === 'jinja') throw badRequest('This server does not render Jinja templates. Set template_language to default.')
    if (error instanceof DotPromptError) throw badRequest(error.message)
    throw error
  }
}

/** Puts a call into the form that models take: the filled template, then the caller's messages. */
export function toModelRequest(content: PromptContent, body: PromptsCallRequest): ModelRequest {
  const template = fillTemplate(content, body.inputs ?? {}, ['inputs']) ?? []
  const opening: ModelMessage[] = typeof template === 'string' ? [{ role: 'user', content: template }] : template
  const { stop, tools } = content
  const choice = body.tool_choice
  return {
    model: content.model,
    messages: [...opening, ...(body.messages ?? [])],
    maxTokens: content.max_tokens ?? null,
    stop: typeof stop === 'string' ? [stop] : (stop ?? []),
    jsonObject: content.response_format !== undefined && content.response_format !== null,
    tools: tools ?? [],
    ...(choice ? { toolChoice: typeof choice === 'string' ? choice : choice.function } : {}),
  }
}
