import { type Agents, agents } from '@smarter-api/agents'
import { type ClientOptions, createHumanloopClient } from '@smarter-api/core'
import { type Datasets, datasets, type Evaluations, evaluations, type Evaluators, evaluators } from '@smarter-api/evaluations'
import { type Directories, directories, type Files, files } from '@smarter-api/files'
import { type Flows, flows } from '@smarter-api/flows'
import { type Logs, logs } from '@smarter-api/logs'
import { type Prompts, prompts } from '@smarter-api/prompts'
import { type Tools, tools } from '@smarter-api/tools'
import { keep } from './keep.js'
import { checkOptions, Platform } from './platform.js'

/**
 * Humanloop's API, or a server that speaks it: one client, and a property for each resource.
 *
 * @example
 * ```ts
 * const humanloop = new Humanloop()
 * const { logs } = await humanloop.prompts.call({ path: 'support/answer', messages: [{ role: 'user', content: 'Hello!' }] })
 * ```
 */
export class Humanloop extends Platform<'humanloop'> {
  /**
   * Makes a client; nothing is sent.
   *
   * @param options By default the key is `HUMANLOOP_API_KEY` and the address `HUMANLOOP_BASE_URL`, else the hosted service's; a call may
   *   take 60 seconds and is repeated twice.
   * @throws ConfigurationError For an option that is unknown or unusable. A missing key is told by the first call.
   */
  constructor(options?: ClientOptions) {
    super(createHumanloopClient(checkOptions(options)))
  }

  /** Prompts: their versions, deployments, calls and Logs. */
  get prompts(): Prompts {
    return keep(this, 'prompts', prompts)
  }

  /** Tools: the functions that models call, with their versions, variables and Logs. */
  get tools(): Tools {
    return keep(this, 'tools', tools)
  }

  /** Agents: Prompts that call tools in a loop, with their versions, runs and Logs. */
  get agents(): Agents {
    return keep(this, 'agents', agents)
  }

  /** Flows: traces of several steps, with their versions. */
  get flows(): Flows {
    return keep(this, 'flows', flows)
  }

  /** Datasets: test cases, with their versions. */
  get datasets(): Datasets {
    return keep(this, 'datasets', datasets)
  }

  /** Evaluators: what judges Logs, with their versions and judgments. */
  get evaluators(): Evaluators {
    return keep(this, 'evaluators', evaluators)
  }

  /** Evaluations: runs of a file's versions on Datasets, judged by Evaluators. */
  get evaluations(): Evaluations {
    return keep(this, 'evaluations', evaluations)
  }

  /** Files of every kind, by their paths. */
  get files(): Files {
    return keep(this, 'files', files)
  }

  /** Directories: the folders of files. */
  get directories(): Directories {
    return keep(this, 'directories', directories)
  }

  /** Logs of every kind: find, read and delete them. */
  get logs(): Logs {
    return keep(this, 'logs', logs)
  }
}
