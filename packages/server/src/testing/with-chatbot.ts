import { ChatBodySchema, ErrorEnvelopeSchema } from '@smarter-api/schemas/smarter'
import * as v from 'valibot'
import { toHashedId } from '../smarter/names.js'
import { connectSmarter } from './connect.js'
import type { Sent } from './connect.js'

export const sessionKey = 'a'.repeat(64)

export function manifest(kind: string, name: string, spec: object, metadata: object = {}) {
  return { apiVersion: 'smarter.sh/v1', kind, metadata: { name, description: null, version: '1.0.0', ...metadata }, spec }
}

export function chatbot(kind: 'Chatbot' | 'LLMClient', name: string, config: object = {}) {
  return manifest(kind, name, { config: { defaultSystemRole: 'You help.', ...config } })
}

export const plugin = manifest(
  'Plugin',
  'returns',
  { selector: { directive: 'always' }, prompt: { systemRole: 'x' }, data: { staticData: { a: 1 } } },
  { pluginClass: 'static' },
)

export function errorOf({ body }: Sent): v.InferOutput<typeof ErrorEnvelopeSchema>['error'] {
  return v.parse(ErrorEnvelopeSchema, body).error
}

export function chatBodyOf(body: unknown) {
  return v.parse(ChatBodySchema, typeof body === 'string' ? JSON.parse(body) : body)
}

export function textOf(body: unknown): string {
  return String(chatBodyOf(body).choices[0]?.message?.content)
}

export async function newer(config: object = {}, options: object = {}) {
  const connection = connectSmarter(options)
  await connection.ask('POST /cli/apply/', {}, chatbot('LLMClient', 'My-Bot', config))
  const hashed_id = toHashedId(1)
  const prompt = async (content: string, key = sessionKey) =>
    (await connection.ask('POST /llm-clients/{hashed_id}/prompt/', { hashed_id }, { session_key: key, messages: [{ role: 'user', content }] })).data.body
  return { ...connection, hashed_id, prompt }
}

export async function older(config: object = {}) {
  const connection = connectSmarter({ era: 'chatbot' })
  await connection.ask('POST /cli/apply/', {}, chatbot('Chatbot', 'My-Bot', config))
  const chat = async (prompt: string, query = '?uid=me', body: object = {}) =>
    (await connection.ask('POST /cli/chat/{name}/', { name: 'My-Bot' }, { prompt, ...body }, query)).data
  return { ...connection, chat }
}
