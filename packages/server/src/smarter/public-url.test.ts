import { describe, expect, it } from 'vitest'
import { createServer } from '../create-server.js'
import { chatbot, newer, sessionKey } from '../testing/with-chatbot.js'

describe('the public address', () => {
  it('is what the addresses of chatbots begin with', async () => {
    const { ask, hashed_id } = await newer({}, { publicURL: 'https://prompts.example/smarter/' })
    const { data } = await ask('POST /cli/describe/{kind}/', { kind: 'llmclient' }, undefined, '?name=my_bot')
    expect(data.status).toMatchObject({ urlLLMClient: `https://prompts.example/smarter/api/v1/llm-clients/${hashed_id}/prompt/`, defaultUrl: expect.stringMatching(/^https:/) as unknown })
    const config = await ask('POST /llm-clients/{hashed_id}/config/', { hashed_id }, { session_key: sessionKey })
    expect(config.data.chatbot?.url_chatbot).toContain('https://prompts.example/smarter/')
    await ask('POST /cli/apply/', {}, chatbot('LLMClient', 'other'))
    expect((await ask('GET /llm-clients/')).every(({ sandboxUrl }) => sandboxUrl?.startsWith('https://prompts.example/'))).toBe(true)
  })

  it.each(['prompts.example', 'ftp://prompts.example', 'https://prompts.example/?a=b', 'https://me:secret@prompts.example'])('is not %s', (publicURL) => {
    expect(() => createServer({ publicURL })).toThrow(TypeError)
    expect(() => createServer({ publicURL })).not.toThrow('secret')
  })
})
