import { describe, expect, it } from 'vitest'
import { scriptedProvider } from '../testing/scripted-provider.js'
import { connectSmarter } from '../testing/connect.js'
import { chatBodyOf, manifest, sessionKey } from '../testing/with-chatbot.js'
import { toHashedId } from './names.js'

function staticPlugin(name: string, selector: object, staticData: object) {
  return manifest('Plugin', name, { selector, prompt: { systemRole: `About ${name}.` }, data: { staticData } }, { pluginClass: 'static' })
}

const plugins = [
  staticPlugin('returns', { directive: 'search_terms', searchTerms: ['Return', 'refund'] }, { days: 30 }),
  staticPlugin('hours', { directive: 'always' }, { open: '9 to 5' }),
  staticPlugin('prices', { directive: 'llm' }, { shirt: 20 }),
]

async function withShop(era: 'llmclient' | 'chatbot' = 'llmclient') {
  const { model, asked } = await scriptedProvider(({ say, finish }) => {
    say({ content: 'Sure.' })
    finish()
  })
  const { ask, send } = connectSmarter({ model, era })
  for (const plugin of plugins) await ask('POST /cli/apply/', {}, plugin)
  const kind = era === 'llmclient' ? 'LLMClient' : 'Chatbot'
  await ask('POST /cli/apply/', {}, manifest(kind, 'shop', { config: { defaultSystemRole: 'You sell.' }, plugins: plugins.map(({ metadata }) => metadata.name) }))
  const path = era === 'llmclient' ? `/llm-clients/${toHashedId(4)}/prompt/` : '/chatbots/4/chat/'
  const prompt = async (content: string) => {
    const { body } = await send(`POST ${path}`, { session_key: sessionKey, messages: [{ role: 'user', content }] })
    return chatBodyOf((body as { data: { body: string } }).data.body)
  }
  return { prompt, asked }
}

describe("a chatbot's static plugins", () => {
  it('tell the model their data when they are asked for, turn by turn, and are named in the answer', async () => {
    const { prompt, asked } = await withShop()
    const first = await prompt('May I RETURN a shirt?')
    expect(first.smarter).toMatchObject({ plugins: ['returns', 'hours', 'prices'], first_iteration: { request: { messages: asked[0]?.messages } } })
    expect(first.smarter?.messages?.map(({ content }) => content)).toEqual([expect.stringContaining('Prompt configuration'), 'Plugin selected: returns.', 'Plugin selected: hours.', 'Plugin selected: prices.', 'Sure.'])
    await prompt('Thank you')
    const hours = { role: 'system', content: 'About hours.\n{"open":"9 to 5"}' }
    const prices = { role: 'system', content: 'About prices.\n{"shirt":20}' }
    const opening = [{ role: 'system', content: 'You sell.' }, { role: 'assistant', content: 'Welcome!' }]
    const question = { role: 'user', content: 'May I RETURN a shirt?' }
    expect(asked[0]?.messages).toEqual([...opening, { role: 'system', content: 'About returns.\n{"days":30}' }, hours, prices, question])
    expect(asked[1]?.messages).toEqual([...opening, question, { role: 'assistant', content: 'Sure.' }, hours, prices, { role: 'user', content: 'Thank you' }])
  })

  it('take part on the older generation too', async () => {
    const { prompt, asked } = await withShop('chatbot')
    expect((await prompt('Any refund?')).smarter?.plugins).toEqual(['returns', 'hours', 'prices'])
    expect(asked[0]?.messages).toHaveLength(6)
  })
})
