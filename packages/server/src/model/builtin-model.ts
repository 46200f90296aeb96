import { ModelFailure } from './model.js'
import type { Model, ModelMessage, ModelRequest, ModelResult, ModelToolCall, StandIn } from './model.js'

/** Name of the model that the server has built in. */
export const builtinModelName = 'smarter-builtin'

/**
 * The model that answers when no provider is configured: the same messages always give the same answer, and the answer says what it is.
 *
 * Models whose names begin with `fail-` fail, so that errors can be tried out: `fail-429` with that status of the provider,
 * `fail-midway` after the first piece, any other with 400.
 *
 * A judgment it makes by the fixed rule that the request brings along, and says so.
 *
 * It asks for the tool that `tool_choice` demands, and for those that the last message of the user commands, one after the other: each on a
 * line of its own such as `call look_up {"order": 1}`.
 */
export const builtinModel: Model = {
  name: builtinModelName,
  async *answer(request) {
    if (request.model.startsWith('fail-') && request.model !== 'fail-midway') throw failureOf(request.model)
    const promptTokens = request.messages.reduce((sum, message) => sum + tokensOf(contentText(message)).length, 0)
    const call = chooseTool(request)
    if (call !== undefined) {
      return { output: '', toolCalls: [call], finishReason: 'tool_calls', promptTokens, outputTokens: tokensOf(call.function.arguments).length + 1 }
    }
    const { tokens, finishReason } = limit(request.standIn === undefined ? compose(request) : judge(request, request.standIn), request)
    for (const piece of tokens) {
      if (request.streams !== false) yield piece
      if (request.model === 'fail-midway') throw failureOf(request.model)
    }
    return { output: tokens.join(''), toolCalls: [], finishReason, promptTokens, outputTokens: tokens.length } satisfies ModelResult
  },
}

function introduce({ model }: ModelRequest): string {
  return `${builtinModelName} here, standing in for ${model}: no provider is configured.`
}

/** Where there is room for a few words only, the verdict alone is said. */
function judge(request: ModelRequest, { reason, verdict }: StandIn): string {
  const said = `${introduce(request)} ${reason}`
  const answer = request.jsonObject ? JSON.stringify({ reason: said, judgment: verdict }) : `${said}\n\n${verdict}`
  return limit(answer, request).finishReason === 'stop' ? answer : verdict
}

function compose(request: ModelRequest): string {
  const said = request.messages.filter(({ role }) => role === 'user').map(contentText)
  const system = request.messages.filter(({ role }) => role === 'system' || role === 'developer').map(contentText)
  const tool = request.messages.at(-1)
  const facts = [
    introduce(request),
    ...(request.sample ? [`This is answer ${request.sample + 1}.`] : []),
    `This is turn ${said.length} of our conversation.`,
    `You said: "${quote(said.at(-1) ?? '')}".`,
    ...(said.length > 1 ? [`Before that you said: "${quote(said.at(-2) ?? '')}".`] : []),
    ...(tool?.role === 'tool' ? [`The tool answered: "${quote(contentText(tool))}".`] : []),
    ...(system.length > 0 ? [`My instructions begin: "${quote(system.join(' '))}".`] : []),
  ]
  return request.jsonObject ? JSON.stringify({ answer: facts.join(' ') }) : facts.join(' ')
}

function limit(answer: string, { stop = [], maxTokens }: ModelRequest): { tokens: string[]; finishReason: string } {
  const ends = stop.map((word) => (word === '' ? -1 : answer.indexOf(word))).filter((end) => end >= 0)
  const tokens = tokensOf(ends.length > 0 ? answer.slice(0, Math.min(...ends)) : answer)
  if (typeof maxTokens !== 'number' || maxTokens < 0 || tokens.length <= maxTokens) return { tokens, finishReason: 'stop' }
  return { tokens: tokens.slice(0, maxTokens), finishReason: 'length' }
}

function chooseTool({ tools = [], toolChoice, messages }: ModelRequest): ModelToolCall | undefined {
  if (toolChoice === 'none') return undefined
  const command = commandsOf(messages)[0]
  const wanted = typeof toolChoice === 'object' ? toolChoice.name : (command?.name ?? (toolChoice === 'required' ? tools[0]?.name : undefined))
  const tool = tools.find(({ name }) => name === wanted)
  if (tool === undefined) return undefined
  const given = command?.name === tool.name ? command.arguments : '{}'
  // An answer that asks for a tool has no words that could say whose it is.
  return { id: `call_${builtinModelName}_${messages.length}_${tool.name}`, type: 'function', function: { name: tool.name, arguments: given } }
}

/** The calls that the last message of the user commands and that are not made yet. */
function commandsOf(messages: ModelMessage[]): { name: string; arguments: string }[] {
  const last = messages.map(({ role }) => role).lastIndexOf('user')
  const made = messages.slice(last + 1).filter((message) => message.tool_calls?.length).length
  const commands = contentText(messages[last] ?? { role: 'user' }).matchAll(/^call ([\w-]+)(?:[ \t]*(\{.*\}))?[ \t]*$/gm)
  return [...commands].slice(made).map(([, name = '', given = '{}']) => ({ name, arguments: given }))
}

function failureOf(model: string): ModelFailure {
  const status = Number(/^fail-([45]\d\d)$/.exec(model)?.[1] ?? 400)
  return new ModelFailure(status, builtinModelName, `The model ${model} fails on purpose. Choose a name that does not begin with fail- for an answer.`)
}

/** The text of a message; of several parts, the texts among them. */
export function contentText({ content }: ModelMessage): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map(partText).join(' ')
}

function partText(part: unknown): string {
  const text: unknown = Reflect.get(Object(part), 'text')
  return typeof text === 'string' ? text : ''
}

function tokensOf(text: string): string[] {
  return text.match(/\s+\S*|\S+/g) ?? []
}

function quote(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length > 200 ? `${flat.slice(0, 200)}…` : flat
}
