import { Command } from 'commander'
import { addCheckCommand } from './check-command.js'
import type { CommandHost } from './command-host.js'
import { addKeysCommand } from './keys-command.js'
import { describeOption, refuseUnclearFlags } from './option.js'
import { start } from './start.js'
import { addStartOptions, defaultPort } from './start-options.js'
import type { StartOptions } from './start-options.js'
import { addStorageOptions, readStorage } from './storage-options.js'
import { addExportCommand, addImportCommand } from './transfer-commands.js'

/**
 * Declares `smarter-server`, which starts the server when no command is named.
 *
 * @param finish Takes the exit code of a command that ends well with something else to tell than success.
 */
export function createProgram(version: string, host: CommandHost, finish: (code: number) => void): Command {
  const program = new Command('smarter-server')
    .description("Speaks Humanloop's and Smarter's APIs on your own machine, over a real database.")
    .usage('[options]\n       smarter-server <command> [options]')
    .configureHelp({ optionDescription: describeOption })
    .helpCommand(false)
    .enablePositionalOptions()
    .allowExcessArguments(false)
  addStartOptions(addStorageOptions(program))
  program.optionsGroup('Help:').version(version, '-v, --version', 'print the version').helpOption('-h, --help', 'print this help')
  program.action((options: StartOptions) => {
    refuseUnclearFlags(program)
    return start(readStorage(program), options, host)
  })
  addKeysCommand(program, host)
  addImportCommand(program, host, finish)
  addExportCommand(program, host)
  addCheckCommand(program, host, finish)
  program.hook('preSubcommand', refuseMisplaced)
  return program.addHelpText(
    'after',
    `
Variables set options too: SMARTER_SERVER_MAX_BODY sets --max-body, and so on. Options win.

Examples:
  smarter-server                              data in .smarter/, on http://127.0.0.1:${defaultPort}
  smarter-server --data :memory: --port 0     throw-away server on a free port
  smarter-server --host 0.0.0.0 --api-key $KEY
  smarter-server --database-url postgres://smarter@localhost/smarter
  smarter-server import exports/20250901-120000
  SMARTER_SERVER_PROVIDER_KEY=$OPENAI_API_KEY smarter-server --provider-url https://api.openai.com/v1

Clients:
  new Humanloop({ apiKey: null, baseURL: 'http://127.0.0.1:${defaultPort}/v5' })
  new Smarter({ apiKey: null, baseURL: 'http://127.0.0.1:${defaultPort}/api/v1' })`,
  )
}

/** Refuses options before a command, which would not see them. */
function refuseMisplaced(program: Command, command: Command): void {
  const misplaced = program.options.find((option) => program.getOptionValueSource(option.attributeName()) === 'cli')
  if (misplaced === undefined) return
  const isShared = [command, ...command.commands].some(({ options }) => options.some(({ long }) => long === misplaced.long))
  program.error(isShared ? `error: ${misplaced.long} belongs behind the command ${command.name()}` : `error: ${misplaced.long} is for the server, not for the command ${command.name()}`)
}
