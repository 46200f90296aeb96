import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../../repository/memory/memory-repository.js'
import { connectHumanloop } from '../../testing/connect.js'
import { countedRepository } from '../../testing/counted-repository.js'
import { link, lookUp } from '../../testing/with-agent.js'

describe('a list of files', () => {
  it('asks the repository as often for many files as for a few, with all that they link to', async () => {
    const { repository, takeCount } = countedRepository(memoryRepository())
    const { ask } = connectHumanloop({ repository })
    const spec = { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' }
    const judge = await ask('POST /evaluators', {}, { path: 'judge', spec })
    const makeOne = async (name: string) => {
      const tool = await ask('POST /tools', {}, { path: `tools/${name}`, function: lookUp })
      const prompt = await ask('POST /prompts', {}, { path: `prompts/${name}`, model: 'm', linked_tools: [tool.id] })
      const agent = await ask('POST /agents', {}, { path: `agents/${name}`, model: 'm', tools: [link(prompt.id)] })
      const monitor = { activate: [{ evaluator_version_id: judge.version_id }] }
      await ask('POST /agents/{id}/evaluators', { id: agent.id }, monitor)
      await ask('POST /prompts/{id}/evaluators', { id: prompt.id }, monitor)
    }
    const costs = async () => {
      const counts: number[] = []
      for (const route of ['GET /agents', 'GET /prompts', 'GET /files'] as const) {
        takeCount()
        expect((await ask(route, {}, undefined, '?size=100')).records.length).toBeGreaterThan(0)
        counts.push(takeCount())
      }
      return counts
    }
    await makeOne('first')
    const few = await costs()
    for (let index = 0; index < 5; index += 1) await makeOne(`more-${index}`)
    expect(await costs()).toEqual(few)
  })
})
