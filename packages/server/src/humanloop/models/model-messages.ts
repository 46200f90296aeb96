import type { FreeMap, ModelSettings, ProviderApiKeys, ToolChoice, ToolFunction } from '@smarter-api/schemas/humanloop'
import { readParameters } from '../../model/model-parameters.js'
import type { ModelMessage, ModelRequest } from '../../model/model.js'
import { fillTemplate } from './fill-template.js'

/** What a model is told beyond its settings. */
interface ModelInputs {
  inputs?: FreeMap | null
  messages?: ModelMessage[] | null
  tool_choice?: ToolChoice | null
  provider_api_keys?: ProviderApiKeys | null
}

/** Puts a call into the form that models take: the filled template, then the caller's messages. */
export async function toModelRequest(content: ModelSettings, tools: ToolFunction[], told: ModelInputs): Promise<ModelRequest> {
  const { inputs, messages, tool_choice: choice, provider_api_keys: keys } = told
  const template = (await fillTemplate(content, inputs ?? {}, ['inputs'])) ?? []
  const opening: ModelMessage[] = typeof template === 'string' ? [{ role: 'user', content: template }] : template
  const { stop } = content
  return {
    model: content.model,
    messages: [...opening, ...(messages ?? [])],
    maxTokens: content.max_tokens ?? null,
    stop: typeof stop === 'string' ? [stop] : (stop ?? []),
    jsonObject: content.response_format !== undefined && content.response_format !== null,
    parameters: toParameters(content),
    provider: content.provider ?? undefined,
    providerKeys: keys === undefined || keys === null ? undefined : { ...keys },
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
