import type { Model, ModelRequest } from './model.js'

/**
 * Lets several models answer, each for the provider that it is named by. A caller's own key goes to the provider of its name and to no other;
 * without a provider of that name it is used by nobody.
 *
 * @param usual Answers what names no provider, or one that is not there.
 * @param providers Models by the names of providers, such as `groq`; capitals do not count.
 */
export function modelByProvider(usual: Model, providers: Readonly<Record<string, Model>>): Model {
  const known = new Map(Object.entries(providers).map(([name, model]) => [name.toLowerCase(), model]))
  const choose = ({ provider }: Pick<ModelRequest, 'provider'>): Model => known.get(provider?.toLowerCase() ?? '') ?? usual
  return {
    name: usual.name,
    choose,
    answer({ providerKeys = {}, ...request }) {
      const name = request.provider?.toLowerCase() ?? ''
      const [, apiKey] = (known.has(name) && Object.entries(providerKeys).find(([key]) => key.toLowerCase() === name)) || []
      return choose(request).answer(typeof apiKey === 'string' && apiKey !== '' ? { ...request, apiKey } : request)
    },
  }
}
