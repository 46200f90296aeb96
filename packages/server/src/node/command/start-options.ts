import type { Command } from 'commander'
import type { Era } from '../../http/route.js'
import { defaultBackground, defaultMaxBodyBytes, logLevels } from '../../options.js'
import type { LogLevel } from '../../options.js'
import type { LogFormat } from '../log-writer.js'
import { flag, option } from './option.js'
import type { ProviderOptions } from './provider-options.js'
import { collect, collectOrigins, readBackground, readPairs, readPort, readPublicURL, readSeconds, readSize, readText } from './read-values.js'

/** What a person chose for the server, on the command line or by environment variables. */
export interface StartOptions extends ProviderOptions {
  port: number
  host: string
  publicUrl?: string
  apiKey: string[]
  allowOrigin: string[]
  allowHost: string[]
  maxBody: number
  era: Era
  logLevel: LogLevel
  logFormat: LogFormat
  background: number
  metrics: boolean
  /** In milliseconds, as all times are. */
  drain: number
  patience: number
}

/** Port that the server listens on unless it is told otherwise. */
export const defaultPort = 9357

/** Lets a command be told how the server listens, whom it answers, and who answers its prompts. */
export function addStartOptions(command: Command): Command {
  return command
    .optionsGroup('Address:')
    .addOption(option('--port <number>', 'port to listen on; 0 takes any free one').default(defaultPort).argParser(readPort))
    .addOption(option('--host <address>', 'address to listen on; any but a loopback one needs a key').default('127.0.0.1').argParser(readText))
    .addOption(option('--public-url <url>', 'what callers reach it by, such as https://prompts.example, behind a proxy').argParser(readPublicURL))
    .optionsGroup('Access:')
    .addOption(option('--api-key <key>', 'key that callers must send, next to those of `keys create`; may be given several times').default([], 'none').argParser(collect))
    .addOption(option('--allow-origin <origin>', 'web page origin that may call, such as https://app.example').default([], 'none').argParser(collectOrigins))
    .addOption(option('--allow-host <name>', 'host name that is answered, next to localhost').default([], 'none').argParser(collect))
    .addOption(option('--max-body <size>', 'largest request body, such as 500kb or 10mb').default(defaultMaxBodyBytes, '10mb').argParser(readSize))
    .optionsGroup('Answers:')
    .addOption(option('--era <name>', "generation of Smarter's API: chatbot (to 0.13) or llmclient (0.14 on)").choices(['chatbot', 'llmclient']).default('llmclient'))
    .addOption(option('--provider-url <url>', 'OpenAI-compatible API that answers prompts and chats; groq=https://… answers those whose provider is groq').default([], 'the built-in model').argParser(collect))
    .addOption(option('--provider-key <key>', "the provider's key, or groq=key; better set by the variable, which no list of processes shows").default([], 'none').argParser(collect))
    .addOption(option('--provider-models <names>', 'what the provider calls models, such as gpt-4o=llama3,o3=qwen3').default({}, 'as they are').argParser(readPairs))
    .addOption(option('--background <number>', 'how many judgments, answers of runs and background responses are made at once').default(defaultBackground).argParser(readBackground))
    .optionsGroup('Insight:')
    .addOption(option('--log-level <level>', `${logLevels.join(', ')}: the least that is told`).choices([...logLevels]).default('info'))
    .addOption(option('--log-format <format>', 'text for people, or json: one object per line').choices(['text', 'json']).default('text'))
    .addOption(flag('--metrics', 'answer /metrics, for Prometheus'))
    .optionsGroup('Stopping:')
    .addOption(option('--drain <seconds>', 'how long it goes on to listen while /healthz says 503, so that load balancers leave').default(0, '0').argParser(readSeconds))
    .addOption(option('--patience <seconds>', 'how long it waits for the requests in flight').default(10_000, '10').argParser(readSeconds))
}
