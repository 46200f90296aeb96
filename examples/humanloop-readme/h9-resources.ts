import { Humanloop } from '@smarter-api/sdk'

const client = new Humanloop()
const directory = await client.directories.create({ path: 'support' })
const prompt = await client.prompts.upsert({ path: 'support/answer', model: 'gpt-4o' })
const tool = await client.tools.upsert({ path: 'support/look-up', tool_type: 'mock', setup_values: { output: 'On its way.' }, function: { name: 'look_up', description: 'Finds an order.' } })
const agent = await client.agents.upsert({ path: 'support/clerk', model: 'gpt-4o', tools: [{ type: 'file', link: { file_id: tool.id } }] })
const flow = await client.flows.upsert({ path: 'support/desk', attributes: { release: '1' } })
const dataset = await client.datasets.upsert({ path: 'support/questions', datapoints: [{ inputs: { order: '1234' } }] })
const evaluator = await client.evaluators.upsert({ path: 'support/kind', spec: { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } })
const evaluation = await client.evaluations.create({ name: 'Release 1', file: { id: prompt.id }, evaluators: [{ id: evaluator.id }] })
for (const { path, type } of [prompt, tool, agent, flow, dataset, evaluator]) console.log(`${type}: ${path}`)
console.log(`evaluation: ${evaluation.name}`)

await client.prompts.call({ id: prompt.id, messages: [{ role: 'user', content: 'Where is my order?' }] })
for await (const log of client.logs.list({ file_id: prompt.id })) console.log(`log: ${log.output}`)
console.log(`directory: ${(await client.directories.get({ id: directory.id })).files?.length} files`)
console.log(`files: ${(await client.files.listFiles({ path: 'support', type: ['tool', 'agent'] })).items.map(({ path }) => path).join(', ')}`)
