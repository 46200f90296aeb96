import { isAPIError } from '@smarter-api/core'
import { builtinModel } from '../../model/builtin-model.js'
import type { Model } from '../../model/model.js'
import { openaiModel } from '../../model/openai-model.js'
import { withoutCredentials } from '../../without-credentials.js'
import { StartError } from '../start-error.js'

/** What a person said of providers. */
export interface ProviderOptions {
  /** Addresses; one with a name and `=` before it is that of the provider of that name. */
  providerUrl: string[]
  /** Keys, named like the addresses. */
  providerKey: string[]
  /** What the usual provider calls models. */
  providerModels: Record<string, string>
}

/** The models that answer. */
export interface Providers {
  model: Model
  providers: Record<string, Model>
  /** Who answers, for a person. */
  described: string
}

const named = /^([\w.-]+)=(https?:.*)$/i
/** Stands for the provider without a name. */
const usual = ''

/**
 * Reads which providers answer.
 *
 * @throws {StartError} When one cannot be used, or there are a key or models and no provider for them.
 */
export function readProviders({ providerUrl, providerKey, providerModels }: ProviderOptions): Providers {
  const addresses = new Map(providerUrl.map((text) => [named.exec(text)?.[1] ?? usual, named.exec(text)?.[2] ?? text]))
  const keys = new Map(providerKey.map((text) => nameKey(text, [...addresses.keys()])))
  if (!addresses.has(usual) && (keys.has(usual) || Object.keys(providerModels).length > 0)) {
    throw new StartError('There is a key or a list of models for a provider, and no provider. Set --provider-url too.')
  }
  const models = new Map([...addresses].map(([name, baseURL]) => [name, makeModel(baseURL, keys.get(name), name === usual ? providerModels : {})]))
  const { [usual]: model = builtinModel, ...providers } = Object.fromEntries(models)
  const others = [...addresses].filter(([name]) => name !== usual).map(([name, baseURL]) => `; ${baseURL} for ${name}`)
  const first = addresses.get(usual)
  return { model, providers, described: `${first === undefined ? 'the built-in model answers; --provider-url sets a real one' : `${first} answers`}${others.join('')}` }
}

/** A key may hold `=` itself: a name counts where a provider has it. */
function nameKey(text: string, names: string[]): [name: string, key: string] {
  const name = names.find((candidate) => candidate !== usual && text.startsWith(`${candidate}=`))
  return name === undefined ? [usual, text] : [name, text.slice(name.length + 1)]
}

function makeModel(baseURL: string, apiKey: string | undefined, models: Record<string, string>): Model {
  if (!URL.canParse(baseURL) || !/^https?:$/.test(new URL(baseURL).protocol)) {
    const shown = withoutCredentials(baseURL)
    throw new StartError(`"${shown}" is not the address of a provider. Give --provider-url one such as http://localhost:11434/v1, or <name>=https://…`)
  }
  try {
    return openaiModel({ baseURL, apiKey, models })
  } catch (error) {
    throw isAPIError(error) ? new StartError(`The provider cannot be used; check --provider-url and its key. ${error.message}.`) : error
  }
}
