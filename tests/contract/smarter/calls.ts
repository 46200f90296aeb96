import * as smarter from '@smarter-api/sdk/smarter'
import type { SmarterClient } from '@smarter-api/sdk/smarter'

/** One call of a function, and the request that it must be by the reference. */
export interface Call {
  /** Values in the path, by their names in the reference. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  /** Paths that the server does not know. */
  readonly unknown?: RegExp
  send(client: SmarterClient): PromiseLike<unknown>
}

const awkward = 'ä/?#%&+ "'
const session_key = '9f2c4b7a1d3e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8'
const kind = 'LLMClient'
const content = { apiVersion: 'smarter.sh/v1', metadata: { name: awkward, description: null, version: '1.0.0' }, spec: { config: {} } } as const
const older = { ...content, kind: 'Chatbot' } as const
const newer = { ...content, kind, status: { urlLLMClient: '/api/v1/llm-clients/rMTAwMDAwNwx/prompt/' } } as const

const named = { kind, name: awkward } as const
const onKind = { path: { kind: 'llmclient' } }
const onOne = { ...onKind, query: { name: awkward } }
const onName = { path: { name: awkward }, query: { uid: awkward, new_session: 'false' } }
const byName = { ...onName, body: { prompt: awkward, session_key, messages: [] } }
const onConfig = { ...onName, body: { session_key } }
const direct = { path: { hashed_id: 'rMTAwMDAwNwx' }, body: { session_key, messages: [{ role: 'user', content: awkward }] } }

function chatbot(client: SmarterClient, manifest: smarter.AnyChatbotManifest): smarter.Chatbot {
  return new smarter.Chatbot(client, manifest)
}

function conversation(client: SmarterClient, manifest: smarter.AnyChatbotManifest): smarter.Conversation {
  return chatbot(client, manifest).conversation({ uid: awkward, session_key })
}

/** The calls that cover each operation, by the names that the documentation gives. */
export const calls: Readonly<Record<string, Readonly<Record<string, Call>>>> = {
  'POST /cli/apply/': { applyManifest: { body: { ...content, kind }, send: (client) => smarter.applyManifest(client, { manifest: newer }) } },
  'POST /cli/describe/{kind}/': { describeManifest: { ...onOne, send: (client) => smarter.describeManifest(client, named) } },
  'POST /cli/describe/chatbot/': {
    describeManifest: { query: { name: awkward }, send: (client) => smarter.describeManifest(client, { kind: 'Chatbot', name: awkward }) },
    getChatbot: { query: { name: awkward }, unknown: /\/(llmclient|version)\//, send: (client) => smarter.getChatbot(client, { name: awkward }) },
  },
  'POST /cli/example-manifest/{kind}/': { getExampleManifest: { ...onKind, send: (client) => smarter.getExampleManifest(client, { kind }) } },
  'POST /cli/example_manifest/{kind}/': { getExampleManifest: { ...onKind, unknown: /-/, send: (client) => smarter.getExampleManifest(client, { kind }) } },
  'POST /cli/json-schema/{kind}/': { getManifestSchema: { ...onKind, send: (client) => smarter.getManifestSchema(client, { kind }) } },
  'POST /cli/schema/{kind}/': { getManifestSchema: { ...onKind, unknown: /-/, send: (client) => smarter.getManifestSchema(client, { kind }) } },
  'POST /cli/get/{kind}/': {
    getManifests: { ...onKind, send: (client) => smarter.getManifests(client, { kind }) },
    listManifestRows: { ...onKind, send: (client) => smarter.listManifestRows(client, { kind }) },
    listChatbots: { ...onKind, send: (client) => smarter.listChatbots(client) },
    listVectorStores: { path: { kind: 'vectorstore' }, send: (client) => smarter.listVectorStores(client) },
  },
  'POST /cli/delete/{kind}/': { deleteManifest: { ...onOne, send: (client) => smarter.deleteManifest(client, named) } },
  'POST /cli/deploy/{kind}/': { deployManifest: { ...onOne, send: (client) => smarter.deployManifest(client, named) } },
  'POST /cli/undeploy/{kind}/': { undeployManifest: { ...onOne, send: (client) => smarter.undeployManifest(client, named) } },
  'POST /cli/logs/{kind}/': { getManifestLogs: { ...onOne, send: (client) => smarter.getManifestLogs(client, named) } },
  'POST /cli/status/': { getPlatformStatus: { send: (client) => smarter.getPlatformStatus(client) } },
  'POST /cli/version/': { getPlatformVersion: { send: (client) => smarter.getPlatformVersion(client) } },
  'POST /cli/whoami/': { identifyCaller: { send: (client) => smarter.identifyCaller(client) } },
  'POST /cli/prompt/config/{name}/': { 'conversation.config': { ...onConfig, send: (client) => conversation(client, newer).config() } },
  'POST /cli/chat/config/{name}/': { 'conversation.config': { ...onConfig, send: (client) => conversation(client, older).config() } },
  'POST /cli/chat/{name}/': { 'conversation.prompt': { ...byName, send: (client) => conversation(client, older).prompt(awkward) } },
  'POST /llm-clients/{hashed_id}/prompt/': { 'conversation.prompt': { ...direct, send: (client) => conversation(client, newer).prompt(awkward) } },
  'POST /prompts/passthrough/{provider_name}/': {
    createChatCompletion: {
      path: { provider_name: 'openai' },
      body: { model: 'gpt-4o-mini', messages: [{ role: 'user', content: awkward }], temperature: 0.5 },
      send: (client) => {
        const through = client.withOptions({ middleware: [smarter.passthrough()] })
        return smarter.createChatCompletion(through, { model: 'gpt-4o-mini', messages: [{ role: 'user', content: awkward }], temperature: 0.5 })
      },
    },
  },
  'GET /prompts/history/prompt/': { listPromptHistory: { send: (client) => smarter.listPromptHistory(client) } },
  'GET /prompts/history/prompt/{pk}/': { getPromptHistory: { path: { pk: '1' }, send: (client) => smarter.getPromptHistory(client, { pk: 1 }) } },
  'GET /prompts/history/tool-calls/': { listPromptToolCalls: { send: (client) => smarter.listPromptToolCalls(client) } },
  'GET /prompts/history/tool-calls/{pk}/': { getPromptToolCall: { path: { pk: '1' }, send: (client) => smarter.getPromptToolCall(client, { pk: 1 }) } },
  'GET /prompts/history/plugin-usage/': { listPromptPluginUsage: { send: (client) => smarter.listPromptPluginUsage(client) } },
  'GET /llm-clients/': { listLlmClients: { send: (client) => smarter.listLlmClients(client) } },
  'GET /llm-clients/{hashed_id}/': { getLlmClient: { path: { hashed_id: 'rMTAwMDAwNwx' }, send: (client) => smarter.getLlmClient(client, { hashed_id: 'rMTAwMDAwNwx' }) } },
  'GET /accounts/': { listAccounts: { send: (client) => smarter.listAccounts(client) } },
  'GET /accounts/{account_id}/': { getAccount: { path: { account_id: '7' }, send: (client) => smarter.getAccount(client, { account_id: 7 }) } },
  'GET /accounts/users/': { listUsers: { send: (client) => smarter.listUsers(client) } },
  'GET /accounts/users/{user_id}/': { getUser: { path: { user_id: '7' }, send: (client) => smarter.getUser(client, { user_id: 7 }) } },
  'GET /plugins/': { listPlugins: { send: (client) => smarter.listPlugins(client) } },
  'GET /secrets/': { listSecrets: { send: (client) => smarter.listSecrets(client) } },
}
