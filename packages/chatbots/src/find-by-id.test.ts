import { describe, expect, it } from 'vitest'
import { AuthenticationError, BadRequestError, getChatbot, listChatbots, NotFoundError } from './index.js'
import { chatbot, chatbotList, failure, llmClient, scriptedPlatform, unknownKind } from './testing/scripted-platform.js'

const workbench = (id: string) => `http://127.0.0.1:9357/workbench/llm-clients/${id}/`
const deployed = (name: string) => ({ name, url: `https://${name}.1234-5678-9012.api.smarter.sh/`, deployed: true })
const newer = {
  'get/llmclient': () => chatbotList('LLMClient', { name: 'other', url: workbench('rMTAwMDAwOAx') }, { name: 'my_bot', url: workbench('rMTAwMDAwNwx') }),
  'describe/llmclient/?name=my_bot': () => llmClient(),
}
const older = {
  'get/llmclient': unknownKind,
  'get/chatbot': () => chatbotList('Chatbot', { name: 'my-bot', url: 'https://platform.smarter.sh/api/v1/chatbots/7/' }),
  'describe/llmclient': unknownKind,
  'describe/chatbot': () => chatbot(),
}

describe('listing chatbots', () => {
  it('asks servers of the LLMClient generation once', async () => {
    const { client, lines } = scriptedPlatform(newer)
    const page = await listChatbots(client)
    expect([page.items.map(({ name }) => name), page.hasNextPage()]).toEqual([['other', 'my_bot'], false])
    expect(lines()).toEqual(['POST /cli/get/llmclient/'])
  })

  it('finds that a server is of the chatbot generation, and remembers it', async () => {
    const { client, lines } = scriptedPlatform(older)
    const names: string[] = []
    for await (const { name } of listChatbots(client)) names.push(name)
    await listChatbots(client)
    expect(names).toEqual(['my-bot'])
    expect(lines()).toEqual(['POST /cli/get/llmclient/', 'POST /cli/get/chatbot/', 'POST /cli/get/chatbot/'])
  })

  it('gives the first refusal of a server that takes no kind at all', async () => {
    const { client } = scriptedPlatform({ 'get/llmclient': unknownKind, 'get/chatbot': () => failure(400, 'str', 'No chatbots here') })
    await expect(listChatbots(client)).rejects.toThrow(BadRequestError)
    await expect(listChatbots(client)).rejects.toThrow('Unsupported manifest kind')
  })

  it('ends at once with a refused key', async () => {
    const { client, sent } = scriptedPlatform({ '': () => failure(401, 'SmarterTokenAuthenticationError', 'Authentication failed.') })
    await expect(listChatbots(client)).rejects.toThrow(AuthenticationError)
    expect(sent).toHaveLength(1)
  })
})

describe('finding a chatbot by id', () => {
  it.each([7, '7', 'rMTAwMDAwNwx'])('finds %j on servers of the LLMClient generation', async (id) => {
    const { client, lines } = scriptedPlatform(newer)
    const bot = await getChatbot(client, { id })
    expect([bot.name, bot.id]).toEqual(['my_bot', 'rMTAwMDAwNwx'])
    expect(lines()).toEqual(['POST /cli/get/llmclient/', 'POST /cli/describe/llmclient/?name=my_bot'])
  })

  it.each([7, '7', 'rMTAwMDAwNwx'])('finds %j on servers of the chatbot generation', async (id) => {
    const { client, lines } = scriptedPlatform(older)
    expect((await getChatbot(client, { id })).id).toBe('7')
    expect(lines()).toEqual(['POST /cli/get/llmclient/', 'POST /cli/get/chatbot/', 'POST /cli/describe/chatbot/?name=my-bot'])
  })

  it('describes deployed chatbots, whose address does not tell their id, until it is found', async () => {
    const { client, lines } = scriptedPlatform({
      'get/llmclient': () => chatbotList('LLMClient', { name: 'other', url: workbench('rMTAwMDAwOAx') }, deployed('first'), deployed('my_bot'), deployed('last')),
      'name=first': () => llmClient('first', { sandboxUrl: workbench('rMTAwMDAwOQx') }),
      'name=my_bot': () => llmClient(),
    })
    expect((await getChatbot(client, { id: 7 })).name).toBe('my_bot')
    expect(lines()).toEqual(['POST /cli/get/llmclient/', 'POST /cli/describe/llmclient/?name=first', 'POST /cli/describe/llmclient/?name=my_bot'])
  })

  it.each([8_000, 'rMTAwODAwMAx', 'nonsense'])('says that %j is the id of none', async (id) => {
    const { client, sent } = scriptedPlatform(newer)
    const found = getChatbot(client, { id })
    await expect(found).rejects.toThrow(NotFoundError)
    await expect(found).rejects.toThrow(`No chatbot has the id "${id}" among the 2 that this key may read`)
    expect(sent).toHaveLength(1)
  })
})
