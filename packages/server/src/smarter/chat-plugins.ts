import type { PluginManifest, SmarterChatMessage } from '@smarter-api/schemas/smarter'
import type { ManifestRecord, Records } from '../repository/repository.js'
import { specOf } from './chatbot-manifest.js'

/** A plugin that takes part in a turn, and what the model reads of it. */
export interface ChosenPlugin {
  name: string
  text: string
}

/**
 * Chooses the static plugins of a chatbot that what was said asks for: those that always take part, those whose search terms occur, and those that the
 * model is to choose, which it does by using what it reads or not. Plugins that call an API or a database do not run here.
 */
export async function choosePlugins({ manifests }: Records, chatbot: ManifestRecord, said: string): Promise<ChosenPlugin[]> {
  const chosen: ChosenPlugin[] = []
  for (const name of specOf(chatbot.manifest).plugins ?? []) {
    const found = await manifests.find({ kind: 'Plugin', name })
    if (found === undefined) continue
    const { selector, prompt, data } = (found.manifest as unknown as PluginManifest).spec
    if (isAskedFor(selector.searchTerms ?? [], selector.directive, said)) {
      chosen.push({ name, text: `${prompt.systemRole}\n${JSON.stringify(data.staticData ?? {})}` })
    }
  }
  return chosen
}

/** What the model reads in a turn: the texts of plugins come right before what the user said last. */
export function withPlugins(messages: SmarterChatMessage[], plugins: ChosenPlugin[]): SmarterChatMessage[] {
  const told = plugins.map(({ text }): SmarterChatMessage => ({ role: 'system', content: text }))
  const last = messages.map(({ role }) => role).lastIndexOf('user')
  return [...messages.slice(0, last), ...told, ...messages.slice(last)]
}

/** The older generation writes `searchTerms` where the newer one writes `search_terms`. */
function isAskedFor(terms: string[], directive: string, said: string): boolean {
  const spoken = said.toLowerCase()
  return !/^search_?terms$/i.test(directive) || terms.some((term) => term !== '' && spoken.includes(term.toLowerCase()))
}
