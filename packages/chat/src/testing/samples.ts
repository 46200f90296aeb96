const made = { created: 1_790_000_000, model: 'gpt-4o' }

/** An answer of a chat completion. */
export const completion = {
  ...made,
  id: 'chatcmpl-1',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
}

/** A chunk of a chat completion that streams. */
export function chunk(content: string): object {
  return { ...made, id: 'chatcmpl-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content }, finish_reason: null }] }
}

/** A message of a model in a response. */
export const message = { type: 'message', id: 'msg_1', role: 'assistant', content: [{ type: 'output_text', text: 'Hello.', annotations: [] }] }

/** A response. */
export const response = { id: 'resp_1', object: 'response', created_at: made.created, status: 'completed', model: 'gpt-4o', output: [message] }

interface NamedEvent {
  readonly type: string
}

/** An event of a response that streams. */
export function event(type: string, fields: object): NamedEvent {
  return { type, ...fields }
}

/** The text of a stream: events by their `type`, chunks, and bare text such as `[DONE]`. */
export function streamText(...events: (object | string)[]): string {
  return events
    .map((each) => {
      if (typeof each === 'string') return `data: ${each}\n\n`
      return `${'type' in each ? `event: ${String(each.type)}\n` : ''}data: ${JSON.stringify(each)}\n\n`
    })
    .join('')
}

/** An answer that streams. */
export function eventStream(...events: (object | string)[]): Response {
  return new Response(streamText(...events), { headers: { 'content-type': 'text/event-stream' } })
}
