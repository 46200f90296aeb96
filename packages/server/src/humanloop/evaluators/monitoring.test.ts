import { describe, expect, it } from 'vitest'
import { createServer } from '../../create-server.js'
import { builtinModel } from '../../model/builtin-model.js'
import { memoryRepository } from '../../repository/memory/memory-repository.js'
import { engines } from '../../testing/engines.js'
import { eventually } from '../../testing/eventually.js'
import { countedRepository } from '../../testing/counted-repository.js'
import { gatedModel } from '../../testing/gated-model.js'
import { withJudge } from '../../testing/with-judge.js'

describe.each(engines)('monitoring in %s', (_name, open) => {
  const start = async () => withJudge({ repository: await open() })

  it('judges every new Log once by each Evaluator: logged, called, streamed', async () => {
    const { addEvaluator, monitor, log, prompt, send, judgmentsOf } = await start()
    await monitor(await addEvaluator('checks/good'))
    await monitor(await addEvaluator('checks/score', { return_type: 'number' }))
    await log({ log_id: 'logged' })
    const call = { id: prompt.id, inputs: { question: 'Who?' } }
    expect((await send('POST /prompts/call', { ...call, log_id: 'called' })).status).toBe(200)
    expect((await send('POST /prompts/call', { ...call, log_id: 'streamed', stream: true })).status).toBe(200)
    for (const id of ['logged', 'called', 'streamed']) {
      const judgments = await judgmentsOf(id, 2)
      expect(new Map(judgments.map(({ evaluator, judgment }) => [evaluator.path, judgment]))).toEqual(new Map<string, unknown>([['checks/good', true], ['checks/score', 1]]))
    }
  })

  it('waits for the end of a trace', async () => {
    const { ask, addEvaluator, monitor, judgmentsOf } = await start()
    const flow = await ask('POST /flows', {}, { path: 'flow', attributes: {} })
    await monitor(await addEvaluator('checks/good'), `/flows/${flow.id}`)
    await ask('POST /flows/log', {}, { id: flow.id, log_id: 'open', log_status: 'incomplete' })
    await ask('POST /flows/log', {}, { id: flow.id, log_id: 'whole', log_status: 'complete', inputs: {}, output: 'Done.' })
    await judgmentsOf('whole')
    expect((await ask('GET /logs/{id}', { id: 'open' })).evaluator_logs).toEqual([])
    await ask('PATCH /flows/logs/{log_id}', { log_id: 'open' }, { inputs: {}, output: 'Done.', log_status: 'complete' })
    await judgmentsOf('open')
    await ask('PATCH /flows/logs/{log_id}', { log_id: 'open' }, { output: 'Done again.', log_status: 'complete' })
    await judgmentsOf('open')
  })

  it('judges what Agents did, and their steps', async () => {
    const { ask, prompt, addEvaluator, monitor } = await start()
    const tools = [{ type: 'file', link: { file_id: prompt.id } }]
    const agent = await ask('POST /agents', {}, { path: 'agent', model: 'gpt-4o', template: [], tools })
    const good = await addEvaluator('checks/good')
    await monitor(good)
    await monitor(good, `/agents/${agent.id}`)
    await ask('POST /agents/call', {}, { id: agent.id, log_id: 'whole', messages: [{ role: 'user', content: 'call answer {"question": "Who?"}' }] })
    await eventually(async () => {
      const whole = await ask('GET /logs/{id}', { id: 'whole' })
      expect(whole).toMatchObject({ evaluator_logs: [{ judgment: true }], trace_children: [{ evaluator_logs: [{ judgment: true }] }] })
    })
  })

  it('goes on where a server stopped', async () => {
    const repository = await open()
    const gate = gatedModel()
    const first = await withJudge({ repository: { ...repository, close: async () => undefined }, model: gate.model })
    await first.monitor(await first.addEvaluator('checks/good'))
    for (const log_id of ['one', 'two', 'three']) await first.log({ log_id })
    await gate.asked(3)
    await first.server.close({ patience: 0 })
    const second = createServer({ repository: { ...repository, close: async () => undefined } })
    for (const id of ['one', 'two', 'three']) {
      await eventually(async () => {
        const response = await second.fetch(`http://localhost/v5/logs/${id}`)
        expect(await response.json()).toMatchObject({ evaluator_logs: [{ judgment: true }] })
      })
    }
    gate.open()
    await second.close()
    const logs = await repository.read((records) => records.logs.list({ kinds: ['evaluator'], offset: 0, limit: 9 }))
    expect([logs.total, await repository.read(({ work }) => work.firstLeaseEnd())]).toEqual([3, undefined])
  })
})

describe('monitoring', () => {
  it('answers callers before it judges', async () => {
    const gate = gatedModel()
    const { addEvaluator, monitor, log, ask, judgmentsOf } = await withJudge({ model: gate.model })
    await monitor(await addEvaluator('checks/good'))
    const id = await log()
    expect((await ask('GET /logs/{id}', { id })).evaluator_logs).toEqual([])
    await gate.asked(1)
    gate.open()
    await judgmentsOf(id)
  })

  it('is finished before the server closes', async () => {
    const kept = memoryRepository()
    const { addEvaluator, monitor, log, server } = await withJudge({ repository: kept })
    await monitor(await addEvaluator('checks/good'))
    for (let count = 0; count < 20; count += 1) await log()
    await server.close()
    expect((await kept.read((records) => records.logs.list({ kinds: ['evaluator'], offset: 0, limit: 1 }))).total).toBe(20)
  })

  it('leaves alone what people and other programs judge', async () => {
    const { addEvaluator, monitor, log, ask, judgmentsOf } = await withJudge()
    await monitor(await addEvaluator('people', { evaluator_type: 'human', prompt: undefined } as object))
    await monitor(await addEvaluator('programs', { evaluator_type: 'external', prompt: undefined } as object))
    await monitor(await addEvaluator('checks/good'))
    const id = await log()
    expect((await judgmentsOf(id)).map(({ evaluator }) => evaluator.path)).toEqual(['checks/good'])
    await ask('POST /evaluators/log', {}, { path: 'people', parent_id: id, judgment: true })
    await judgmentsOf(id, 2)
  })

  it('of an Evaluator by itself, or in a circle, comes to an end', async () => {
    const { addEvaluator, monitor, log, ask, server } = await withJudge()
    const [one, other] = [await addEvaluator('one'), await addEvaluator('other')]
    await monitor(one)
    await monitor(one, `/evaluators/${one.id}`)
    await monitor(other, `/evaluators/${one.id}`)
    await monitor(one, `/evaluators/${other.id}`)
    const id = await log()
    const counts = async () => (await ask('GET /evaluators')).records.map(({ total_logs_count: count }) => count)
    await eventually(async () => expect(await counts()).toEqual([1, 2]))
    const shown = await ask('GET /logs/{id}', { id })
    expect(shown.evaluator_logs).toMatchObject([{ evaluator: { path: 'one' }, evaluator_logs: [{ evaluator_logs: [] }, { evaluator_logs: [] }] }])
    await server.close()
  })

  it('by an environment takes the version that is deployed when the Log is made', async () => {
    const { addEvaluator, send, prompt, log, judgmentsOf } = await withJudge()
    const first = await addEvaluator('checks/good')
    const second = await addEvaluator('checks/good', { return_type: 'number' })
    const deploy = (version: string) => send(`POST /evaluators/${first.id}/environments/env_production?version_id=${version}`)
    await deploy(first.version_id)
    await send(`POST /prompts/${prompt.id}/evaluators`, { activate: [{ evaluator_id: first.id, environment_id: 'env_production' }] })
    expect((await judgmentsOf(await log()))[0]?.judgment).toBe(true)
    await deploy(second.version_id)
    expect((await judgmentsOf(await log()))[0]?.judgment).toBe(1)
    await send(`DELETE /evaluators/${first.id}/environments/env_production`)
    await judgmentsOf(await log(), 0)
  })

  it('costs a Log nothing where there is none', async () => {
    const { repository, takeCount } = countedRepository(memoryRepository())
    const { log, addEvaluator, monitor } = await withJudge({ repository })
    await log()
    takeCount()
    await log()
    const without = takeCount()
    await addEvaluator('checks/good')
    takeCount()
    await log()
    expect(takeCount()).toBe(without)
    await monitor(await addEvaluator('people', { evaluator_type: 'human', prompt: undefined } as object))
    takeCount()
    await log()
    expect(takeCount()).toBeGreaterThan(without)
  })

  it('tells the log of a failure inside the server, and tries again', async () => {
    const errors: unknown[] = []
    let left = 1
    const model = {
      ...builtinModel,
      answer: (request: Parameters<typeof builtinModel.answer>[0]) => {
        if (left === 0) return builtinModel.answer(request)
        left -= 1
        throw new Error('out of memory')
      },
    }
    let now = Date.parse('2026-01-01T00:00:00Z')
    const { addEvaluator, monitor, log, send, judgmentsOf } = await withJudge({ model, clock: () => new Date(now), logger: ({ error }) => error && errors.push(error) })
    await monitor(await addEvaluator('checks/good'))
    const id = await log()
    await eventually(async () => expect(errors).toMatchObject([{ message: 'out of memory' }]))
    now += 60_000
    await send('GET /prompts')
    await log()
    expect((await judgmentsOf(id))[0]?.judgment).toBe(true)
  })
})
