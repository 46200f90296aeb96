import { loopbackHosts } from '../../options.js'
import { createLogWriter } from '../log-writer.js'
import type { LogWriter } from '../log-writer.js'
import { serve } from '../serve.js'
import type { RunningServer } from '../serve.js'
import type { CommandHost } from './command-host.js'
import { readProviders } from './provider-options.js'
import type { Providers } from './provider-options.js'
import type { StartOptions } from './start-options.js'
import { describeStorage } from './storage-options.js'
import type { Storage } from './storage-options.js'

/** Runs the server until it is asked to stop. */
export async function start(storage: Storage, options: StartOptions, host: CommandHost): Promise<void> {
  const log = createLogWriter(options.logFormat, host)
  const models = readProviders(options)
  const server = await listen(storage, options, models, log)
  const lines = announce(server, storage, options, models)
  if (options.logFormat === 'text') lines.forEach(log.say)
  else log.say(lines[0] ?? '')
  await host.untilStopped()
  log.say('Stopping: finishing the requests in flight. Stop again to end them.')
  await server.close()
}

async function listen(storage: Storage, options: StartOptions, { model, providers }: Providers, { logger }: LogWriter): Promise<RunningServer> {
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
    model,
    providers,
    background: options.background,
    logger,
    logLevel: options.logLevel,
    metrics: options.metrics,
    drainTime: options.drain,
    patience: options.patience,
  })
}

function announce({ url, isLocked }: RunningServer, storage: Storage, { apiKey, era, publicUrl, metrics }: StartOptions, { described }: Providers): string[] {
  const home = (publicUrl ?? url).replace(/\/+$/, '')
  return [
    `smarter-server listens on ${url} and keeps its data in ${describeStorage(storage)}.`,
    `  Humanloop  HUMANLOOP_BASE_URL=${home}/v5`,
    `  Smarter    SMARTER_BASE_URL=${home}/api/v1   (generation: ${era})`,
    `  OpenAI     OPENAI_BASE_URL=${home}/v1`,
    `  Models     ${described}`,
    `  Health     ${url}/healthz${metrics ? `, ${url}/metrics` : ''}`,
    `  ${describeKeys(isLocked, apiKey.length)}`,
    'Next: point your client there, or stop with Ctrl+C.',
  ]
}

function describeKeys(isLocked: boolean, given: number): string {
  if (!isLocked) return 'No key is needed (in clients: apiKey: null); it answers this machine alone.'
  if (given === 0) return 'Callers need a key; smarter-server keys list shows which there are.'
  return given === 1 ? 'Callers need the key.' : `Callers need one of ${given} keys.`
}
