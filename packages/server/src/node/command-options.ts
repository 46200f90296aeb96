import { Command, InvalidArgumentError, Option } from 'commander'
import type { Era } from '../http/route.js'
import { toOrigin } from '../http/guard.js'
import { checkPublicURL, defaultMaxBodyBytes } from '../options.js'

/** What a person chose on the command line or by environment variables. */
export interface CommandOptions {
  port: number
  host: string
  data: string
  apiKey: string[]
  allowOrigin: string[]
  allowHost: string[]
  era: Era
  publicUrl?: string
  maxBody: number
  providerUrl?: string
  providerKey?: string
  providerModels: Record<string, string>
  quiet: boolean
}

const defaultPort = 9357
const units: Record<string, number> = { '': 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }

/** Declares the command `smarter-server`. */
export function createCommand(version: string): Command {
  return new Command('smarter-server')
    .description("Speaks Humanloop's and Smarter's APIs on your own machine, over a database file.")
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addOption(option('--port <number>', 'port to listen on; 0 takes any free one', 'PORT').default(defaultPort).argParser(readPort))
    .addOption(option('--host <address>', 'address to listen on; any but a loopback one needs --api-key', 'HOST').default('127.0.0.1').argParser(readText))
    .addOption(option('--data <file>', 'database file, made when it is missing; :memory: keeps nothing', 'DATA').default('.smarter/smarter.db').argParser(readText))
    .addOption(option('--api-key <key>', 'key that callers must send; may be given several times', 'API_KEY').default([], 'none').argParser(collect))
    .addOption(option('--allow-origin <origin>', 'web page origin that may call, such as https://app.example', 'ALLOW_ORIGIN').default([], 'none').argParser(collectOrigins))
    .addOption(option('--allow-host <name>', 'host name that is answered, next to localhost', 'ALLOW_HOST').default([], 'none').argParser(collect))
    .addOption(option('--era <name>', "generation of Smarter's API: chatbot (to 0.13) or llmclient (0.14 on)", 'ERA').choices(['chatbot', 'llmclient']).default('llmclient'))
    .addOption(option('--public-url <url>', 'what callers reach it by, such as https://prompts.example, behind a proxy', 'PUBLIC_URL').argParser(readPublicURL))
    .addOption(option('--provider-url <url>', 'OpenAI-compatible API that answers prompts and chats; the built-in model by default', 'PROVIDER_URL'))
    .addOption(option('--provider-key <key>', "the provider's key; better set by the variable, which no list of processes shows", 'PROVIDER_KEY'))
    .addOption(option('--provider-models <names>', 'what the provider calls models, such as gpt-4o=llama3,o3=qwen3', 'PROVIDER_MODELS').default({}, 'as they are').argParser(readModels))
    .addOption(option('--max-body <size>', 'largest request body, such as 500kb or 10mb', 'MAX_BODY').default(defaultMaxBodyBytes, '10mb').argParser(readSize))
    .addOption(option('--quiet', 'print no line per request', 'QUIET').default(false))
    .addHelpText(
      'after',
      `
Examples:
  smarter-server                              data in .smarter/smarter.db, on http://127.0.0.1:${defaultPort}
  smarter-server --data :memory: --port 0     throw-away server on a free port
  smarter-server --host 0.0.0.0 --api-key $KEY
  SMARTER_SERVER_PROVIDER_KEY=$OPENAI_API_KEY smarter-server --provider-url https://api.openai.com/v1

Clients:
  new Humanloop({ apiKey: null, baseURL: 'http://127.0.0.1:${defaultPort}/v5' })
  new Smarter({ apiKey: null, baseURL: 'http://127.0.0.1:${defaultPort}/api/v1' })`,
    )
}

function option(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(`SMARTER_SERVER_${variable}`)
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
}

function readSize(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+)(kb|mb|gb)?$/i.exec(text) ?? []
  const bytes = Number(amount) * (units[unit.toLowerCase()] ?? 1)
  if (bytes > 0) return bytes
  throw new InvalidArgumentError('A size is a whole number of bytes, or one with kb, mb or gb behind it.')
}

function readText(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is blank.')
  return text
}

function collectOrigins(text: string, earlier: string[]): string[] {
  return checked(() => collect(text, earlier).map((origin) => (origin === '*' ? origin : toOrigin(origin))))
}

function readPublicURL(text: string): string {
  return checked(() => checkPublicURL(text))
}

function checked<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw error instanceof TypeError ? new InvalidArgumentError(error.message) : error
  }
}

function readModels(text: string): Record<string, string> {
  const pairs = collect(text, []).map((pair) => pair.split('=').map((name) => name.trim()))
  if (pairs.every((pair) => pair.length === 2 && !pair.includes(''))) return Object.fromEntries(pairs) as Record<string, string>
  throw new InvalidArgumentError('Write pairs such as gpt-4o=llama3, with commas between them.')
}

/** Takes a list from repeated options, or from one environment variable with commas. */
function collect(text: string, earlier: string[]): string[] {
  const given = text.split(',').filter((part) => part.trim() !== '')
  if (given.length === 0) throw new InvalidArgumentError('It is blank.')
  return [...earlier, ...given.map((part) => part.trim())]
}
