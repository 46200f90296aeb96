import { type ClientOptions, createHumanloopClient } from '@smarter-api/core'
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

  /** Flows: traces of several steps, with their versions. */
  get flows(): Flows {
    return keep(this, 'flows', flows)
  }

  /** Logs of every kind: find, read and delete them. */
  get logs(): Logs {
    return keep(this, 'logs', logs)
  }
}
