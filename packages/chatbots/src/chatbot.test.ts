import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Chatbot } from './index.js'
import { chatbot, llmClient, scriptedPlatform } from './testing/scripted-platform.js'

function handle(described: object) {
  const platform = scriptedPlatform({}, { apiKey: 'secret-key' })
  return { ...platform, bot: new Chatbot(platform.client, (described as { data: ConstructorParameters<typeof Chatbot>[1] }).data) }
}

describe('the handle of a chatbot', () => {
  it('is made without a request', () => {
    expect(handle(chatbot()).sent).toHaveLength(0)
  })

  it('gives the manifest of the LLMClient generation field by field', () => {
    const { bot } = handle(llmClient())
    expect({ name: bot.name, id: bot.id, description: bot.description, version: bot.version }).toEqual({
      name: 'my_bot',
      id: 'rMTAwMDAwNwx',
      description: 'Answers questions about returns.',
      version: '1.0.0',
    })
    expect(bot.spec.plugins).toEqual(['returns'])
    expect(bot.config.defaultModel).toBe('gpt-4o-mini')
    expect(bot.metadata.name).toBe('my_bot')
    expect(bot.sandboxUrl).toBe('http://127.0.0.1:9357/workbench/llm-clients/rMTAwMDAwNwx/')
    expect(bot.urlChatbot).toBe('http://127.0.0.1:9357/api/v1/llm-clients/rMTAwMDAwNwx/prompt/')
    expect(bot.urlChatConfig).toBe('http://127.0.0.1:9357/api/v1/llm-clients/rMTAwMDAwNwx/config/')
  })

  it('gives the manifest of the chatbot generation under the same names', () => {
    const { bot } = handle(chatbot())
    expect(bot.id).toBe('7')
    expect(bot.urlChatbot).toBe('https://platform.smarter.sh/api/v1/chatbots/7/chat/')
    expect(bot.urlChatConfig).toBeUndefined()
  })

  it('gives the other addresses of the status', () => {
    const { bot } = handle(llmClient('my_bot', { url: 'https://a.example/', urlChatapp: 'https://a.example/chatapp/', deployed: true }))
    expect([bot.url, bot.urlChatapp, bot.status.deployed]).toEqual(['https://a.example/', 'https://a.example/chatapp/', true])
  })

  it('has an empty status and no id where the manifest has no status', () => {
    const { data } = llmClient() as { data: { status: unknown } }
    const { bot } = handle({ data: { ...data, status: null } })
    expect([bot.status, bot.id, bot.urlChatbot]).toEqual([{}, undefined, undefined])
  })

  it('shows its manifest and never the key, as JSON and in the console', () => {
    const { bot } = handle(llmClient())
    expect(JSON.parse(JSON.stringify(bot))).toEqual({ manifest: bot.manifest })
    expect(inspect(bot, { depth: 9 })).not.toContain('secret-key')
    expect(inspect(bot.conversation(), { depth: 9 })).not.toContain('secret-key')
  })
})
