import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient, request, type RouteString } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest } from '@smarter-api/test-support'
import { deleteLogs, getLog, listLogs, logs, NotFoundError, UnprocessableEntityError } from './index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = { delete: deleteLogs, get: getLog, list: listLogs }

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', logs],
]

interface Kept {
  id: string
  version_id: string
}

const prompt = { path: 'answer', prompt: { model: 'gpt-4o' } }
const flow = { path: 'ticket', flow: { attributes: {} } }

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let sent: readonly SentRequest[]
  let make: (route: RouteString, params: object) => Promise<Kept & Record<'prompt_id' | 'flow_id', string>>

  beforeEach(() => {
    const test = humanloopTestClient()
    api = style(test.client)
    ;({ sent } = test)
    make = (route, params) => request(test.client, route, params)
  })

  const makePromptLogs = async (...outputs: string[]) => {
    const kept: Kept[] = []
    let file_id = ''
    for (const output of outputs) {
      const log = await make('POST /prompts/log', { ...prompt, output, inputs: { about: output } })
      file_id = log.prompt_id
      kept.push(log)
    }
    return { file_id, kept }
  }
  const idsOf = async (list: ReturnType<typeof api.list>) => {
    const ids: string[] = []
    for await (const { id } of list) ids.push(id)
    return ids
  }

  describe('list', () => {
    it('walks every Log of a file, page by page, and none of other files', async () => {
      const { file_id, kept } = await makePromptLogs('a', 'b', 'c')
      await make('POST /flows/log', flow)
      expect(new Set(await idsOf(api.list({ file_id, size: 2 })))).toEqual(new Set(kept.map(({ id }) => id)))
      expect(sent.slice(4).map(({ line }) => line)).toEqual([`GET /logs?file_id=${file_id}&size=2`, `GET /logs?file_id=${file_id}&size=2&page=2`])
      expect((await api.list({ file_id })).total).toBe(3)
    })

    it('finds Logs by text, by version, by ids and by time', async () => {
      const { file_id, kept } = await makePromptLogs('needle', 'hay', 'straw')
      const [needle, hay] = kept
      expect(await idsOf(api.list({ file_id, search: 'needle' }))).toEqual([needle?.id])
      expect(await idsOf(api.list({ file_id, version_id: needle?.version_id ?? '' }))).toHaveLength(3)
      const ids = [needle?.id ?? '', hay?.id ?? '']
      expect(new Set(await idsOf(api.list({ file_id, id: ids })))).toEqual(new Set(ids))
      expect(await idsOf(api.list({ file_id, end_date: '2001-01-01T00:00:00Z' }))).toEqual([])
      expect(await idsOf(api.list({ file_id, start_date: '2001-01-01' }))).toHaveLength(3)
    })

    it('tells steps of traces from other Logs, and shows the steps when asked to', async () => {
      const trace = await make('POST /flows/log', { ...flow, log_status: 'incomplete' })
      const { file_id, kept } = await makePromptLogs('alone')
      const step = await make('POST /prompts/log', { ...prompt, output: 'step', trace_parent_id: trace.id })
      expect(await idsOf(api.list({ file_id, in_trace_filter: [true] }))).toEqual([step.id])
      expect(await idsOf(api.list({ file_id, in_trace_filter: [false] }))).toEqual(kept.map(({ id }) => id))
      expect(await idsOf(api.list({ file_id, in_trace_filter: [true, false] }))).toHaveLength(2)
      const { items } = await api.list({ file_id: trace.flow_id, include_trace_children: true })
      expect(items).toMatchObject([{ id: trace.id, trace_children: [{ id: step.id }] }])
    })

    it('raises a NotFoundError for a file that is not there, and an UnprocessableEntityError for a time that is none', async () => {
      await expect(api.list({ file_id: 'pr_none' })).rejects.toThrow(NotFoundError)
      const { file_id } = await makePromptLogs('a')
      await expect(api.list({ file_id, start_date: 'yesterday' })).rejects.toThrow(UnprocessableEntityError)
    })
  })

  describe('a Log of a judgment', () => {
    it('carries the judged Log when asked to', async () => {
      const { kept } = await makePromptLogs('a')
      const parent_id = kept[0]?.id ?? ''
      const spec = { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' }
      const { id } = await make('POST /evaluators/log', { path: 'polite', spec, parent_id, judgment: true })
      const judgment = await api.get({ id })
      const file_id = 'evaluator' in judgment ? judgment.evaluator.id : ''
      const { items } = await api.list({ file_id, include_parent: true })
      expect(items).toMatchObject([{ id, judgment: true, parent: { id: parent_id, output: 'a' } }])
      expect(await api.get({ id: parent_id })).toMatchObject({ evaluator_logs: [{ id, judgment: true }] })
    })
  })

  describe('get', () => {
    it('gives a Log with the file that tells its kind', async () => {
      const { kept } = await makePromptLogs('a')
      const log = await api.get({ id: kept[0]?.id ?? '' })
      expect(sent.at(-1)?.line).toBe(`GET /logs/${kept[0]?.id}`)
      expect(log).toMatchObject({ output: 'a', prompt: { path: 'answer' }, inputs: { about: 'a' } })
      const { id } = await make('POST /flows/log', flow)
      expect('flow' in (await api.get({ id }))).toBe(true)
    })

    it('raises a NotFoundError in the words of the API', async () => {
      await expect(api.get({ id: 'log_none' })).rejects.toThrow(NotFoundError)
      await expect(api.get({ id: 'log_none' })).rejects.toThrow(/^GET \/logs\/\{id\} failed with 404: .*log_none/)
    })
  })

  describe('delete', () => {
    it('takes many Logs away at once, and gives nothing', async () => {
      const { file_id, kept } = await makePromptLogs('a', 'b', 'c')
      const [a, b, c] = kept.map(({ id }) => id)
      expect(await api.delete({ id: [a ?? '', b ?? ''] })).toBeUndefined()
      expect(sent.at(-1)).toMatchObject({ line: `DELETE /logs?id=${a}&id=${b}`, body: undefined })
      expect(await idsOf(api.list({ file_id }))).toEqual([c])
      await expect(api.get({ id: a ?? '' })).rejects.toThrow(NotFoundError)
    })

    it('raises a NotFoundError for a Log that is not there, and keeps the others', async () => {
      const { file_id, kept } = await makePromptLogs('a')
      await expect(api.delete({ id: [kept[0]?.id ?? '', 'log_none'] })).rejects.toThrow(NotFoundError)
      expect((await api.list({ file_id })).total).toBe(1)
    })

    it('raises an UnprocessableEntityError without ids', async () => {
      await expect(api.delete({ id: [] })).rejects.toThrow(UnprocessableEntityError)
    })
  })
})
