import { describe, expect, it } from 'vitest'
import { humanloopTestClient } from '@smarter-api/test-support'
import { flows, logFlow, updateFlowLog } from './index.js'
import * as methods from './methods.js'

const now = '2025-05-20T10:00:00Z'
const dates = { created_at: now, updated_at: now, last_used_at: now }
const flow = { id: 'fl_1', path: 'ticket', name: 'ticket', version_id: 'flv_1', attributes: {}, ...dates, version_logs_count: 1 }

describe('requests', () => {
  it('send the environment of the version in the query and that of the Log in the body', async () => {
    const { client, sent } = humanloopTestClient({ answer: async () => Response.json({ id: 'log_1', flow_id: 'fl_1', version_id: 'flv_1' }) })
    await logFlow(client, { path: 'ticket', environment: 'production', log_environment: 'staging', log_status: 'incomplete' })
    expect(sent).toMatchObject([{ line: 'POST /flows/log?environment=production' }])
    expect(sent[0]?.body).toEqual({ path: 'ticket', environment: 'staging', log_status: 'incomplete' })
  })

  it('find a Log by its id alone, and keep null apart from absent', async () => {
    const { client, sent } = humanloopTestClient({ answer: async () => Response.json({ id: 'log_1', evaluator_logs: [], output: null, flow }) })
    const changed = await updateFlowLog(client, { log_id: 'log_1', output: null, output_message: null, error: null })
    expect(sent).toMatchObject([{ line: 'PATCH /flows/logs/log_1' }])
    expect(sent[0]?.body).toEqual({ output: null, output_message: null, error: null })
    expect([changed.output, 'error' in changed]).toEqual([null, false])
  })
})

describe('the facade', () => {
  it('has every function and nothing else', () => {
    expect(new Set(Object.keys(flows(humanloopTestClient().client)))).toEqual(new Set(Object.keys(methods)))
  })
})
