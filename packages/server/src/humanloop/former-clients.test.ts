import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../testing/connect.js'
import { withPrompt } from '../testing/with-prompt.js'

describe('Logs of clients of the former SDK', () => {
  it.each(['complete', null])('may say that they are %s, as all Logs without a trace are', async (status) => {
    const { ask, id } = await withPrompt()
    const told = { inputs: { name: 'Ada' }, log_status: status }
    const { id: logId } = await ask('POST /prompts/log', {}, { id, ...told })
    const changed = await ask('PATCH /prompts/{id}/log/{log_id}', { id, log_id: logId }, { output: 'Hi', log_status: status })
    expect(changed).toMatchObject({ inputs: { name: 'Ada' }, output: 'Hi' })
    expect(changed).not.toHaveProperty('log_status')
    expect(await ask('POST /prompts/call', {}, { id, ...told })).toMatchObject({ prompt: { id } })
  })

  it('may say so of judgments and of calls of Tools', async () => {
    const { ask } = await withPrompt()
    const spec = { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' }
    const { id: judged } = await ask('POST /prompts/log', {}, { path: 'support/other', prompt: { model: 'gpt-4o' } })
    const judgment = await ask('POST /evaluators/log', {}, { path: 'judge', spec, parent_id: judged, judgment: true, log_status: 'complete' })
    const tool = { function: { name: 'look_up', description: 'Looks up.' } }
    expect(judgment.id).toMatch(/^log_/)
    expect((await ask('POST /tools/log', {}, { path: 'look-up', tool, output: 'found', log_status: 'complete' })).id).toMatch(/^log_/)
  })

  it('may not wait to be judged, which needs a trace', async () => {
    const { send } = connectHumanloop()
    const { status, body } = await send('POST /prompts/log', { path: 'answer', prompt: { model: 'gpt-4o' }, log_status: 'incomplete' })
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: [{ loc: ['body', 'log_status'], type: 'extra_forbidden' }] })
  })
})
