import type { Humanloop } from '@smarter-api/sdk'
import { specs } from './examples.js'

const kinds = ['prompt', 'tool', 'dataset', 'evaluator', 'flow', 'agent'] as const

/** What happens to files of any kind, every operation included. */
export async function tellOfFiles({ files, prompts, tools, datasets, evaluators, flows, agents }: Humanloop): Promise<void> {
  await prompts.upsert({ path: 'stories/files/prompt', model: 'gpt-4o', template: 'Say {{word}}.' })
  await tools.upsert({ path: 'stories/files/tool', source_code: 'return 1' })
  await datasets.upsert({ path: 'stories/files/dataset', datapoints: [{ inputs: { name: 'Sam' } }] })
  await evaluators.upsert({ path: 'stories/files/evaluator', spec: specs.number })
  await flows.upsert({ path: 'stories/files/flow', attributes: {} })
  await agents.upsert({ path: 'stories/files/agent', model: 'gpt-4o' })

  await files.listFiles({})
  await files.listFiles({ page: 1, size: 4, name: 'o', sort_by: 'updated_at', order: 'desc' })
  await files.listFiles({ path: 'stories/files', type: ['prompt', 'agent'], include_raw_file_content: true, size: 100 })
  await files.listFiles({ environment: 'production', template: false })
  for (const kind of kinds) await files.retrieveByPath({ path: `stories/files/${kind}` })
  await files.retrieveByPath({ path: 'stories/files/prompt', include_raw_file_content: true })
}
