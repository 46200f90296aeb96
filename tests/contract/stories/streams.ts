import type { AgentCallStreamResponse, ToolCall } from '@smarter-api/schemas/humanloop'
import type { Humanloop } from '@smarter-api/sdk'
import { lookUp } from './examples.js'

const messages = [{ role: 'user', content: 'Where is order 1234?' }]

/** What is streamed: answers of Prompts, and of Agents that stop for a tool and go on. */
export async function tellOfStreams({ prompts, agents }: Humanloop): Promise<void> {
  const prompt = { path: 'stories/streams/prompt', prompt: { model: 'gpt-4o' } }
  await readAll(await prompts.callStream({ ...prompt, messages, num_samples: 2 }))
  await readAll(await prompts.call({ ...prompt, messages, stream: true }))

  const agent = { path: 'stories/streams/agent', agent: { model: 'gpt-4o', tools: [{ type: 'inline' as const, json_schema: lookUp, on_agent_call: 'continue' }] } }
  await readAll(await agents.call({ ...agent, messages, stream: true }))
  for (const go of [agents.continueCallStream, streamContinuation]) {
    const events = await readAll(await agents.callStream({ ...agent, messages, tool_choice: { type: 'function', function: { name: lookUp.name } } }))
    await readAll(await go(answer(events)))
  }

  async function streamContinuation(params: Parameters<typeof agents.continueCallStream>[0]) {
    return agents.continueCall({ ...params, stream: true })
  }
}

/** What a tool says to the call that an Agent stopped for. */
function answer(events: readonly AgentCallStreamResponse[]) {
  const start = events.find(({ type }) => type === 'tool_start')
  const suspended = events.find(({ type }) => type === 'agent_turn_suspend')
  if (!start || !suspended) throw new Error('the Agent did not stop for its tool')
  return { log_id: suspended.log_id, messages: [{ role: 'tool', tool_call_id: (start.payload as ToolCall).id, content: 'On its way.' }] }
}

async function readAll<Event>(stream: AsyncIterable<Event>): Promise<Event[]> {
  const events: Event[] = []
  for await (const event of stream) events.push(event)
  return events
}
