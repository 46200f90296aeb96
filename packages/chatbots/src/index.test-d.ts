import { expectTypeOf, it } from 'vitest'
import { createHumanloopClient, createSmarterClient, type PagePromise } from '@smarter-api/core'
import { type Chatbot, type ChatbotAnswer, type ChatbotRow, chatbots, type ChatConfig, getChatbot, listChatbots, promptChatbot } from './index.js'

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

it('lists chatbots as pages of rows, in both styles', () => {
  expectTypeOf(listChatbots(client)).toEqualTypeOf<PagePromise<ChatbotRow>>()
  expectTypeOf(chatbots(client).list()).toEqualTypeOf<PagePromise<ChatbotRow>>()
})

it('finds a chatbot by its name or by its id in either form, not by both', () => {
  expectTypeOf(getChatbot(client, { id: 7 })).resolves.toEqualTypeOf<Chatbot>()
  expectTypeOf(chatbots(client).get({ id: 'rMTAwMDAwNwx' }, { cache: false })).resolves.toEqualTypeOf<Chatbot>()
  expectTypeOf(promptChatbot(client, { id: 7, prompt: 'Hi' })).resolves.toEqualTypeOf<string>()
  // @ts-expect-error -- by one of the two
  void getChatbot(client, { name: 'a', id: 7 })
  // @ts-expect-error -- by one of the two
  void getChatbot(client, {})
})

it('types the config of a conversation', async () => {
  const chatbot = await getChatbot(client, { name: 'a' })
  expectTypeOf(chatbot.conversation().config()).resolves.toEqualTypeOf<ChatConfig>()
})

it('does not take unknown params', () => {
  // @ts-expect-error -- a chatbot is found by its name
  void getChatbot(client, { title: 'a' })
})
