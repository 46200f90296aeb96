import type { Humanloop } from '@smarter-api/sdk'
import { tellOfAgents } from './agents.js'
import { tellOfDatasets } from './datasets.js'
import { tellOfDirectories } from './directories.js'
import { tellOfEvaluations } from './evaluations.js'
import { tellOfEvaluators } from './evaluators.js'
import { tellOfFiles } from './files.js'
import { tellOfFlows } from './flows.js'
import { tellOfLogs } from './logs.js'
import { tellOfPrompts } from './prompts.js'
import { tellOfTools } from './tools.js'

/** What happens to each resource, every operation included. Streams have a story of their own. */
export const stories: Readonly<Record<string, (humanloop: Humanloop) => Promise<void>>> = {
  prompts: tellOfPrompts,
  tools: tellOfTools,
  flows: tellOfFlows,
  agents: tellOfAgents,
  evaluators: tellOfEvaluators,
  datasets: tellOfDatasets,
  evaluations: tellOfEvaluations,
  logs: tellOfLogs,
  files: tellOfFiles,
  directories: tellOfDirectories,
}
