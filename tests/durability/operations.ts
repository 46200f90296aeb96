import { expect } from 'vitest'
import type { Body, Client } from './client.js'

/** Something that the server said it has kept. */
export interface Fact {
  what: string
  /** Finds it again, with its content. */
  verify(client: Client): Promise<void>
}

/** Asks a server to keep something that bears a mark, which is told apart from all others. */
export type Operation = (client: Client, mark: string, headers?: Record<string, string>) => Promise<Fact>

export const log: Operation = async (client, mark, headers) => {
  const body = { path: 'load/logged', prompt: { model: 'gpt-4o' }, output: mark, inputs: { mark } }
  const { id } = await client.call('POST /v5/prompts/log', body, headers)
  return {
    what: `log ${String(id)}`,
    verify: async (later) => expect(await later.call(`GET /v5/logs/${String(id)}`)).toMatchObject({ output: mark, inputs: { mark } }),
  }
}

export const addVersion: Operation = async (client, mark, headers) => {
  const { id, version_id: version } = await client.call('POST /v5/prompts', { path: `load/versioned-${mark.charAt(0)}`, model: 'gpt-4o', template: mark }, headers)
  return {
    what: `version ${String(version)}`,
    verify: async (later) =>
      expect(await later.call(`GET /v5/prompts/${String(id)}?version_id=${String(version)}`)).toMatchObject({ version_id: version, template: mark }),
  }
}

export const addDatapoint: Operation = async (client, mark, headers) => {
  const path = `load/dataset-${mark.charAt(0)}`
  const added = { path, action: 'add', datapoints: [{ inputs: { mark }, target: { mark } }] }
  const { id, version_id: version } = await client.call('POST /v5/datasets', added, headers)
  return {
    what: `datapoint ${mark} of version ${String(version)}`,
    async verify(later) {
      const { datapoints } = await later.call(`GET /v5/datasets/${String(id)}?version_id=${String(version)}&include_datapoints=true`)
      expect(datapoints).toContainEqual(expect.objectContaining({ inputs: { mark }, target: { mark } }))
    },
  }
}

export const applyChatbot: Operation = async (client, mark) => {
  const name = `bot_${mark.replaceAll('-', '_')}`
  const metadata = { name, description: mark, version: '1.0.0' }
  await client.call('POST /api/v1/cli/apply/', { apiVersion: 'smarter.sh/v1', kind: 'LLMClient', metadata, spec: { config: { defaultSystemRole: mark } } })
  return {
    what: `chatbot ${name}`,
    async verify(later) {
      const { data } = await later.call(`POST /api/v1/cli/describe/llmclient/?name=${name}`)
      expect(data).toMatchObject({ metadata: { description: mark }, spec: { config: { defaultSystemRole: mark } } })
    },
  }
}

/** Asks for an answer that is made in the background, by whichever process is there when the one that was asked is not. */
export const respondInBackground: Operation = async (client, mark, headers) => {
  const { id } = await client.call('POST /v1/responses', { model: 'gpt-4o', input: mark, background: true }, headers)
  return {
    what: `response ${String(id)}`,
    async verify(later) {
      const found = () => later.call(`GET /v1/responses/${String(id)}`)
      await expect.poll(async () => (await found())['status'], { timeout: 60_000, interval: 500 }).toBe('completed')
      expect(JSON.stringify((await found())['output'])).toContain(mark)
    },
  }
}

/** All outputs that were logged, page by page. */
export async function listLogged(client: Client, fileId: string): Promise<string[]> {
  const outputs: string[] = []
  for (let page = 1; ; page += 1) {
    const { records } = (await client.call(`GET /v5/logs?file_id=${fileId}&page=${page}&size=100`)) as { records: Body[] }
    if (records.length === 0) return outputs
    outputs.push(...records.map(({ output }) => String(output)))
  }
}
