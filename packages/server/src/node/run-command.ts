import { isAPIError } from '@smarter-api/core'
import { CommanderError } from 'commander'
import { builtinModel } from '../model/builtin-model.js'
import type { Model } from '../model/model.js'
import { openaiModel } from '../model/openai-model.js'
import { loopbackHosts } from '../options.js'
import { createCommand } from './command-options.js'
import type { CommandOptions } from './command-options.js'
import { serve } from './serve.js'
import type { RunningServer } from './serve.js'
import { StartError } from './start-error.js'

declare const __VERSION__: string

/** What the command needs of its process. */
export interface CommandHost {
  print(line: string): void
  complain(line: string): void
  /** Resolves when the process is asked to stop. */
  untilStopped(): Promise<void>
}

/** Runs `smarter-server` until it is stopped, and gives the exit code. */
export async function run(args: string[], host: CommandHost): Promise<number> {
  try {
    const options = readOptions(args, host)
    if (typeof options === 'number') return options
    const server = await start(options, host)
    announce(server, options, host)
    await host.untilStopped()
    host.print('Stopping: finishing the requests in flight.')
    await server.close()
    return 0
  } catch (error) {
    host.complain(`smarter-server: ${error instanceof StartError ? error.message : unexpected(error)}`)
    return 1
  }
}

function unexpected(error: unknown): string {
  return `It failed in a way that it does not know: ${oneLine(error instanceof Error ? error.message : String(error))} Please report this.`
}

function readOptions(args: string[], { print, complain }: CommandHost): CommandOptions | number {
  const command = createCommand(__VERSION__)
    .exitOverride()
    .configureOutput({ writeOut: (text) => print(text.trimEnd()), outputError: () => undefined })
    .allowExcessArguments(false)
  try {
    return command.parse(args, { from: 'user' }).opts<CommandOptions>()
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) complain(`smarter-server: ${oneLine(error.message)} Run smarter-server --help for all options.`)
    return error.exitCode
  }
}

async function start(options: CommandOptions, { print, complain }: CommandHost): Promise<RunningServer> {
  return serve({
    port: options.port,
    host: options.host,
    dataFile: options.data,
    apiKeys: options.apiKey,
    allowedOrigins: options.allowOrigin,
    ...(options.allowHost.length === 0 ? {} : { allowedHosts: [...loopbackHosts, ...options.allowHost] }),
    era: options.era,
    ...(options.publicUrl === undefined ? {} : { publicURL: options.publicUrl }),
    maxBodyBytes: options.maxBody,
    model: chooseModel(options),
    logger({ level, message, milliseconds, requestId, error }) {
      if (level === 'error') complain(`${message} (${requestId}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      else if (!options.quiet) print(`${message} ${milliseconds.toFixed(1)} ms ${requestId}`)
    },
  })
}

function chooseModel({ providerUrl: baseURL, providerKey: apiKey, providerModels: models }: CommandOptions): Model {
  if (baseURL === undefined) {
    if (apiKey === undefined && Object.keys(models).length === 0) return builtinModel
    throw new StartError('There is a key or a list of models for a provider, and no provider. Set --provider-url too.')
  }
  try {
    return openaiModel({ baseURL, apiKey, models })
  } catch (error) {
    throw isAPIError(error) ? new StartError(`The provider cannot be used; check --provider-url and its key. ${error.message}.`) : error
  }
}

function announce({ url }: RunningServer, { data, apiKey, era, publicUrl, providerUrl }: CommandOptions, { print }: CommandHost): void {
  const home = (publicUrl ?? url).replace(/\/+$/, '')
  print(`smarter-server listens on ${url} and keeps its data in ${data === ':memory:' ? 'memory, until it stops' : data}.`)
  print(`  Humanloop  HUMANLOOP_BASE_URL=${home}/v5`)
  print(`  Smarter    SMARTER_BASE_URL=${home}/api/v1   (generation: ${era})`)
  print(`  OpenAI     OPENAI_BASE_URL=${home}/v1`)
  print(`  Models     ${providerUrl === undefined ? 'the built-in model answers; --provider-url sets a real one' : `${providerUrl} answers`}`)
  print(apiKey.length === 0 ? '  No key is needed (in clients: apiKey: null); it answers this machine alone.' : `  Callers need ${apiKey.length === 1 ? 'the key' : `one of ${apiKey.length} keys`}.`)
  print('Next: point your client there, or stop with Ctrl+C.')
}

function oneLine(message: string): string {
  const line = message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')
  return /[.?)]$/.test(line) ? line : `${line}.`
}
