import { CommanderError } from 'commander'
import type { Command } from 'commander'
import { explainFailure, toSentence } from '../explain-failure.js'
import { withoutCredentials } from '../../without-credentials.js'
import type { CommandHost } from './command-host.js'
import { createProgram } from './create-program.js'

declare const __VERSION__: string

/** Runs `smarter-server`, the server until it is stopped, and gives the exit code. */
export async function runCommand(args: string[], host: CommandHost): Promise<number> {
  let exitCode = 0
  const program = createProgram(__VERSION__, host, (code) => (exitCode = code))
  let misused = program
  speakThrough(host, program, (command) => (misused = command))
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return explainMisuse(error, misused, host)
    host.complain(`smarter-server: ${explainFailure(error)}`)
    return 1
  }
}

/** Commands are told by themselves: those that are declared already take over no settings. */
function speakThrough(host: CommandHost, command: Command, onMisuse: (command: Command) => void): void {
  const leave = (error: CommanderError): never => {
    onMisuse(command)
    throw error
  }
  command.exitOverride(leave).configureOutput({ writeOut: (text) => host.print(text.trimEnd()), writeErr: (text) => host.complain(text.trimEnd()), outputError: () => undefined })
  for (const below of command.commands) speakThrough(host, below, onMisuse)
}

function explainMisuse({ exitCode, code, message }: CommanderError, command: Command, { complain }: CommandHost): number {
  if (exitCode === 0 || code === 'commander.help') return exitCode
  const { args, commands } = command
  const isUnknown = code === 'commander.excessArguments' && commands.length > 0
  const words = isUnknown ? `"${args[0]}" is not a command; the commands are ${commands.map((below) => below.name()).join(', ')}. Without one the server starts.` : hideSecrets(message.replace(/^error: /, ''))
  complain(`smarter-server: ${toSentence(words)} Run ${pathOf(command)} --help.`)
  return exitCode
}

/** Leaves passwords out of what the parser says of a value, and the values of options that it does not know, which may be keys. */
function hideSecrets(words: string): string {
  return words
    .replace(/ '(.*)' ((?:from env '\w+' )?is invalid)/s, (_, value: string, rest: string) => ` '${withoutCredentials(value)}' ${rest}`)
    .replace(/^(unknown option '--?[\w-]+=).*'/s, "$1…'")
}

/** How a person calls a command. */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`
}
