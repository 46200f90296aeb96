import { isAPIError } from '@smarter-api/core'
import { builtinModel } from '../../model/builtin-model.js'
import type { Model } from '../../model/model.js'
import { openaiModel } from '../../model/openai-model.js'
import { loopbackHosts } from '../../options.js'
import { serve } from '../serve.js'
import type { RunningServer } from '../serve.js'
import { StartError } from '../start-error.js'
import type { CommandHost } from './command-host.js'
import type { StartOptions } from './start-options.js'
import { describeStorage } from './storage-options.js'
import type { Storage } from './storage-options.js'

/** Runs the server until it is asked to stop. */
export async function start(storage: Storage, options: StartOptions, host: CommandHost): Promise<void> {
  const server = await listen(storage, options, host)
  announce(server, storage, options, host)
  await host.untilStopped()
  host.print('Stopping: finishing the requests in flight.')
  await server.close()
}

async function listen(storage: Storage, options: StartOptions, { print, complain }: CommandHost): Promise<RunningServer> {
  return serve({
    ...storage,
    port: options.port,
    host: options.host,
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

function chooseModel({ providerUrl: baseURL, providerKey: apiKey, providerModels: models }: StartOptions): Model {
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

function announce({ url }: RunningServer, storage: Storage, { apiKey, era, publicUrl, providerUrl }: StartOptions, { print }: CommandHost): void {
  const home = (publicUrl ?? url).replace(/\/+$/, '')
  print(`smarter-server listens on ${url} and keeps its data in ${describeStorage(storage)}.`)
  print(`  Humanloop  HUMANLOOP_BASE_URL=${home}/v5`)
  print(`  Smarter    SMARTER_BASE_URL=${home}/api/v1   (generation: ${era})`)
  print(`  OpenAI     OPENAI_BASE_URL=${home}/v1`)
  print(`  Models     ${providerUrl === undefined ? 'the built-in model answers; --provider-url sets a real one' : `${providerUrl} answers`}`)
  print(apiKey.length === 0 ? '  No key is needed (in clients: apiKey: null); it answers this machine alone.' : `  Callers need ${apiKey.length === 1 ? 'the key' : `one of ${apiKey.length} keys`}.`)
  print('Next: point your client there, or stop with Ctrl+C.')
}
