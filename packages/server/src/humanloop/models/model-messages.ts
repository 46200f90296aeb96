import { DotPromptError, MissingVariablesError, renderTemplate } from '@smarter-api/dotprompt'
import type { FreeMap, ModelSettings, Template, ToolChoice, ToolFunction } from '@smarter-api/schemas/humanloop'
import { Problem } from '../../http/problem.js'
import { readParameters } from '../../model/model-parameters.js'
import type { ModelMessage, ModelRequest } from '../../model/model.js'
import { badRequest } from '../refusals.js'
import { fromDotPrompt, toDotPrompt } from './model-content.js'

/** What a model is told beyond its settings. */
interface ModelInputs {
  inputs?: FreeMap | null
  messages?: ModelMessage[] | null
  tool_choice?: ToolChoice | null
}

/** Fills the placeholders of a template; refuses all missing inputs together. */
export function fillTemplate({ template, template_language: language }: ModelSettings, inputs: FreeMap, place: (string | number)[]): Template | undefined {
  if (template === undefined || template === null) return undefined
  try {
    return fromDotPrompt(renderTemplate(toDotPrompt(template), inputs, { templateLanguage: language === 'jinja' ? 'jinja' : 'default' }))
  } catch (error) {
    if (error instanceof MissingVariablesError) {
      const issues = error.variables.map((name) => ({ path: ['body', ...place, name], message: 'Field required', type: 'missing' }))
      throw new Problem('invalid', error.message, { issues })
    }
    if (language === 'jinja') throw badRequest('This server does not render Jinja templates. Set template_language to default.')
    if (error instanceof DotPromptError) throw badRequest(error.message)
    throw error
  }
}

/** Puts a call into the form that models take: the filled template, then the caller's messages. */
export function toModelRequest(content: ModelSettings, tools: ToolFunction[], { inputs, messages, tool_choice: choice }: ModelInputs): ModelRequest {
  const template = fillTemplate(content, inputs ?? {}, ['inputs']) ?? []
  const opening: ModelMessage[] = typeof template === 'string' ? [{ role: 'user', content: template }] : template
  const { stop } = content
  return {
    model: content.model,
    messages: [...opening, ...(messages ?? [])],
    maxTokens: content.max_tokens ?? null,
    stop: typeof stop === 'string' ? [stop] : (stop ?? []),
    jsonObject: content.response_format !== undefined && content.response_format !== null,
    parameters: toParameters(content),
    tools,
    ...(choice ? { toolChoice: typeof choice === 'string' ? choice : choice.function } : {}),
  }
}

/** Penalties of 0 and a share of 1 say nothing, and some models refuse to hear them; they are the defaults that every version holds. */
function toParameters({ other, response_format: format, ...content }: ModelSettings): Record<string, unknown> {
  const { top_p: share, presence_penalty: presence, frequency_penalty: frequency } = content
  return {
    ...other,
    ...readParameters({
      ...content,
      top_p: share === 1 ? null : share,
      presence_penalty: presence === 0 ? null : presence,
      frequency_penalty: frequency === 0 ? null : frequency,
      response_format: format?.json_schema ? { ...format, json_schema: named(format.json_schema) } : format && { type: format.type },
    }),
  }
}

/** Providers want a schema with a name around it. */
function named(schema: FreeMap): FreeMap {
  return 'schema' in schema ? schema : { name: 'answer', schema }
}
