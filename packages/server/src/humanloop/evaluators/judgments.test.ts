import type { EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { describe, expect, it } from 'vitest'
import { withPrompt } from '../../testing/with-prompt.js'

const spec = (fields: object = {}): EvaluatorSpec => ({ evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean', ...fields })

async function withLog() {
  const connection = await withPrompt()
  const { id: parentId } = await connection.ask('POST /prompts/log', {}, { id: connection.id, output: 'Hello' })
  const body = (judgment: unknown, fields: object = {}) => ({ path: 'judge', spec: spec(fields), parent_id: parentId, judgment })
  const judge = (judgment: unknown, fields?: object) => connection.ask('POST /evaluators/log', {}, body(judgment, fields))
  const refuse = async (judgment: unknown, fields?: object) => {
    const { status, body: refusal } = await connection.send('POST /evaluators/log', body(judgment, fields))
    return { status, detail: (refusal as { detail: { msg: string }[] }).detail }
  }
  return { ...connection, parentId, judge, refuse }
}

describe('judgments', () => {
  it('appear on the Log that they judge, and carry it themselves', async () => {
    const { ask, judge, parentId } = await withLog()
    const first = await judge(true)
    const second = await judge(false)
    expect(first).toMatchObject({ parent_id: parentId, version_id: second.version_id })
    const judged = await ask('GET /logs/{id}', { id: parentId })
    const found = judged.evaluator_logs.map(({ id, judgment, parent_id, evaluator }) => [id, judgment, parent_id, evaluator.path])
    expect(found).toEqual([[first.id, true, parentId, 'judge'], [second.id, false, parentId, 'judge']])
    expect(await ask('GET /logs/{id}', { id: first.id })).toMatchObject({ judgment: true, parent: { id: parentId, output: 'Hello' } })
  })

  it('can be judged in turn', async () => {
    const { ask, judge, parentId } = await withLog()
    const { id } = await judge(true)
    await ask('POST /evaluators/log', {}, { path: 'meta', spec: spec(), parent_id: id, judgment: false })
    expect((await ask('GET /logs/{id}', { id: parentId })).evaluator_logs).toMatchObject([{ id, evaluator_logs: [{ judgment: false }] }])
  })

  it('are shown ten levels deep', async () => {
    const { ask, judge, parentId } = await withLog()
    let { id } = await judge(true)
    for (let level = 2; level <= 12; level += 1) ({ id } = await ask('POST /evaluators/log', {}, { path: 'judge', parent_id: id, judgment: false }))
    const shown = JSON.stringify(await ask('GET /logs/{id}', { id: parentId })).match(/"judgment":/g)
    expect(shown).toHaveLength(10)
    expect(await ask('GET /logs/{id}', { id })).toMatchObject({ judgment: false, parent: { judgment: false } })
  })

  it('are no numbers that JSON cannot hold', async () => {
    const { send, parentId } = await withLog()
    const body = JSON.stringify({ path: 'judge', spec: spec({ return_type: 'number' }), parent_id: parentId, judgment: 7 })
    const refused = await send('POST /evaluators/log', body.replace(':7', ':1e400'))
    expect(refused).toMatchObject({ status: 422, body: { detail: [{ msg: expect.stringContaining('infinity') as unknown }] } })
  })

  it('may be absent, or an error', async () => {
    const { ask, judge, parentId } = await withLog()
    const abstained = await judge(null)
    const failed = await ask('POST /evaluators/log', {}, { path: 'judge', spec: spec(), parent_id: parentId, error: 'No answer' })
    expect((await ask('GET /logs/{id}', { id: parentId })).evaluator_logs).toMatchObject([{ id: abstained.id }, { id: failed.id, error: 'No answer' }])
  })

  it.each([
    ['boolean', {}, true, 'true', 'true or false'],
    ['text', {}, 'fine', 3, 'a text'],
    ['number', {}, 3.5, '3', 'a number'],
    ['number', { number_limits: { min: 1, max: 5 } }, 5, 6, 'a number from 1 to 5'],
    ['number', { number_limits: { step: 0.1 } }, 12_345_678_901.7, 12_345.67, 'a number in steps of 0.1'],
    ['number', { number_limits: { min: 0.1, step: 0.2 } }, 0.7, 0.6, 'a number from 0.1 in steps of 0.2'],
    ['select', { options: [{ name: 'good' }, { name: 'bad' }] }, 'bad', 'ugly', 'the name of one option: good, bad'],
    ['select', {}, 'anything', true, 'the name of one option'],
    ['multi_select', { options: [{ name: 'good' }, { name: 'bad' }] }, ['good', 'bad'], ['good', 'good'], 'a list of different names of options: good, bad'],
    ['multi_select', { options: [{ name: 'good' }] }, [], 'good', 'a list of different names of options: good'],
  ])('are what an Evaluator of %s %j can give', async (returnType, fields, right, wrong, gives) => {
    const { judge, refuse } = await withLog()
    await judge(right, { return_type: returnType, ...fields })
    const { status, detail } = await refuse(wrong, { return_type: returnType, ...fields })
    expect(status).toBe(422)
    expect(detail).toEqual([{ loc: ['body', 'judgment'], msg: `This Evaluator gives ${gives}.`, type: 'value_error' }])
  })

  it('leave nothing behind when they are refused', async () => {
    const { refuse, send } = await withLog()
    await refuse('yes')
    expect((await send('GET /evaluators')).body).toMatchObject({ total: 0 })
  })

  it('need a Log to judge', async () => {
    const { send } = await withLog()
    const { status, body } = await send('POST /evaluators/log', { path: 'judge', spec: spec(), parent_id: 'log_0', judgment: true })
    expect([status, body]).toEqual([404, { detail: 'Log with id "log_0" not found.' }])
  })
})

describe('Evaluators', () => {
  it('are the same version with nulls or without', async () => {
    const { ask } = await withPrompt()
    const one = await ask('POST /evaluators', {}, { path: 'judge', spec: spec() })
    const other = await ask('POST /evaluators', {}, { path: 'judge', spec: spec({ attributes: null, options: null }) })
    expect(other.version_id).toBe(one.version_id)
  })

  it.each([
    [{ options: [{ name: 'a' }, { name: 'a' }] }, ['options', 1, 'name']],
    [{ number_limits: { min: 2, max: 1 } }, ['number_limits', 'max']],
    [{ number_limits: { step: 0 } }, ['number_limits', 'step']],
  ])('must not contradict themselves: %j', async (fields, place) => {
    const { send } = await withPrompt()
    const { status, body } = await send('POST /evaluators', { path: 'judge', spec: spec(fields) })
    expect([status, body]).toMatchObject([422, { detail: [{ loc: ['body', 'spec', ...place] }] }])
  })
})
