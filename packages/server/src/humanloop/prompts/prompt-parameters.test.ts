import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { lookUp } from '../../testing/with-agent.js'
import { scriptedProvider } from '../../testing/scripted-provider.js'

const file = `---
model: gpt-4o
temperature: 0.4
max_tokens: 99
top_p: 0.8
presence_penalty: 0.1
frequency_penalty: -0.2
provider: groq
endpoint: chat
template_language: default
stop: ["moon", "sun"]
seed: 5
response_format: {"type": "json_schema", "json_schema": {"type": "object"}}
reasoning_effort: high
other: {"logit_bias": {"50": 1}, "n": 7}
attributes: {"team": "support"}
tools: ${JSON.stringify([lookUp])}
---
<system name="desk">
  Be {{ mood }}. {{ find("news") }} {{data}}
</system>

<user>
  <text>Look, {{mood}}:</text>
  <image url="https://a.example/{{id}}.png" detail="low" />
</user>

<assistant>
  <tool name="look_up" id="c1">{"order": "1"}</tool>
</assistant>

<tool name="look_up" id="c1">{{mood}} result</tool>
`

async function withFile() {
  const provider = await scriptedProvider(({ say, finish }) => {
    say({ content: '{}' })
    finish()
  })
  return { ...provider, ...connectHumanloop({ providers: { groq: provider.model } }) }
}

describe('a .prompt file', () => {
  it('is heard by the provider with all its settings, its template filled', async () => {
    const { ask, asked } = await withFile()
    const inputs = { mood: 'kind', 'find("news")': 'Rain.', data: { a: [1, true] }, id: 7 }
    const answer = await ask('POST /prompts/call', {}, { path: 'p', prompt: file, inputs, messages: [{ role: 'user', content: 'Hi' }] })
    expect(answer.prompt).toMatchObject({ provider: 'groq', attributes: { team: 'support' }, endpoint: 'chat', inputs: ['data', 'find("news")', 'id', 'mood'].map((name) => ({ name })) })
    expect(asked).toEqual([
      {
        model: 'gpt-4o',
        temperature: 0.4,
        max_tokens: 99,
        top_p: 0.8,
        presence_penalty: 0.1,
        frequency_penalty: -0.2,
        stop: ['moon', 'sun'],
        seed: 5,
        response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } },
        reasoning_effort: 'high',
        logit_bias: { 50: 1 },
        tools: [{ type: 'function', function: lookUp }],
        messages: [
          { role: 'system', name: 'desk', content: 'Be kind. Rain. {"a":[1,true]}' },
          { role: 'user', content: [{ type: 'text', text: 'Look, kind:' }, { type: 'image_url', image_url: { url: 'https://a.example/7.png', detail: 'low' } }] },
          { role: 'assistant', tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look_up', arguments: '{"order": "1"}' } }] },
          { role: 'tool', name: 'look_up', tool_call_id: 'c1', content: 'kind result' },
          { role: 'user', content: 'Hi' },
        ],
        stream: true,
        stream_options: { include_usage: true },
      },
    ])
  })

  it('lacks all its missing inputs at once, sorted', async () => {
    const { send, asked } = await withFile()
    const refused = await send('POST /prompts/call', { path: 'p', prompt: file, inputs: { id: null } })
    const missing = ['data', 'find("news")', 'id', 'mood'].map((name) => ({ loc: ['body', 'inputs', name], msg: 'Field required', type: 'missing' }))
    expect([refused.status, refused.body, asked]).toEqual([422, { detail: missing }, []])
  })

  it('sets no bound with max_tokens: -1, and says nothing that it does not set', async () => {
    const { ask, asked } = await withFile()
    await ask('POST /prompts/call', {}, { path: 'p', prompt: '---\nmodel: m\nprovider: groq\nmax_tokens: -1\n---\n<user>Hi</user>\n' })
    expect(asked).toEqual([{ model: 'm', temperature: 1, messages: [{ role: 'user', content: 'Hi' }], stream: true, stream_options: { include_usage: true } }])
  })

  it('offers its linked Tools as they are now, and obeys tool_choice', async () => {
    const { ask, asked } = await withFile()
    const tool = await ask('POST /tools', {}, { path: 'finder', function: { ...lookUp, name: 'find' } })
    const text = `---\nmodel: m\nprovider: groq\nlinked_tools: ["${tool.id}"]\n---\n<user>Hi</user>\n`
    await ask('POST /prompts/call', {}, { path: 'p', prompt: text, tool_choice: { type: 'function', function: { name: 'find' } } })
    expect(asked).toMatchObject([{ tools: [{ function: { name: 'find' } }], tool_choice: { type: 'function', function: { name: 'find' } } }])
  })

  it('is refused what no provider is asked for: logprobs and suffix', async () => {
    const { send, asked } = await withFile()
    for (const field of [{ logprobs: 2 }, { suffix: 'end' }]) {
      const [name] = Object.keys(field)
      const refused = await send('POST /prompts/call', { path: 'p', prompt: file, ...field })
      expect([refused.status, refused.body]).toEqual([422, { detail: [{ loc: ['body', name], msg: `This server does not take ${name}. Leave it out.`, type: 'value_error' }] }])
    }
    expect(asked).toEqual([])
  })
})
