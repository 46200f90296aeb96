import { expectTypeOf, it } from 'vitest'
import { createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import { type Chatbot, type ChatbotAnswer, chatbots, getChatbot, promptChatbot } from './index.js'

const client = createSmarterClient({ apiKey: null })

it('gives the same handle in both styles', () => {
  expectTypeOf(getChatbot(client, { name: 'a' })).resolves.toEqualTypeOf<Chatbot>()
  expectTypeOf(chatbots(client).get({ name: 'a' })).resolves.toEqualTypeOf<Chatbot>()
  expectTypeOf(promptChatbot(client, { name: 'a', prompt: 'Hi' })).resolves.toEqualTypeOf<string>()
  expectTypeOf(chatbots(client).prompt({ name: 'a', prompt: 'Hi' })).resolves.toEqualTypeOf<string>()
})

it('types an answer by the option verbose', async () => {
  const chatbot = await getChatbot(client, { name: 'a' })
  const conversation = chatbot.conversation()
  const verbose: boolean = JSON.parse('true')
  expectTypeOf(chatbot.prompt('Hi')).resolves.toEqualTypeOf<string>()
  expectTypeOf(chatbot.prompt('Hi', { timeout: 1000 })).resolves.toEqualTypeOf<string>()
  expectTypeOf(chatbot.prompt('Hi', { verbose: true })).resolves.toEqualTypeOf<ChatbotAnswer>()
  expectTypeOf(conversation.prompt('Hi', { verbose: false })).resolves.toEqualTypeOf<string>()
  expectTypeOf(conversation.prompt('Hi', { verbose: true })).resolves.toEqualTypeOf<ChatbotAnswer>()
  expectTypeOf(conversation.prompt('Hi', { verbose })).resolves.toEqualTypeOf<string | ChatbotAnswer>()
})

it('takes clients of Smarter only', () => {
  const humanloop = createHumanloopClient({ apiKey: null })
  // @ts-expect-error -- a client of another platform
  void getChatbot(humanloop, { name: 'a' })
  // @ts-expect-error -- a client of another platform
  chatbots(humanloop)
})

it('does not take unknown params', () => {
  // @ts-expect-error -- a chatbot is found by its name
  void getChatbot(client, { title: 'a' })
})
