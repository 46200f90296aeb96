import { CommanderError } from 'commander'
import type { Command } from 'commander'
import { StartError } from '../start-error.js'
import type { CommandHost } from './command-host.js'
import { createProgram } from './create-program.js'

declare const __VERSION__: string

/** Runs `smarter-server`, the server until it is stopped, and gives the exit code. */
export async function runCommand(args: string[], host: CommandHost): Promise<number> {
  let exitCode = 0
  const program = createProgram(__VERSION__, host, (code) => (exitCode = code))
  speakThrough(host, program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return explainMisuse(error, program, host)
    host.complain(`smarter-server: ${error instanceof StartError ? error.message : unexpected(error)}`)
    return 1
  }
}

/** Commands are told by themselves: those that are declared already take over no settings. */
function speakThrough(host: CommandHost, command: Command): void {
  command.exitOverride().configureOutput({ writeOut: (text) => host.print(text.trimEnd()), writeErr: (text) => host.complain(text.trimEnd()), outputError: () => undefined })
  for (const below of command.commands) speakThrough(host, below)
}

function explainMisuse({ exitCode, code, message }: CommanderError, { args, commands }: Command, { complain }: CommandHost): number {
  if (exitCode === 0 || code === 'commander.help') return exitCode
  const isUnknown = code === 'commander.excessArguments' && commands.length > 0
  const words = isUnknown ? `"${args[0]}" is not a command; the commands are ${commands.map((command) => command.name()).join(', ')}. Without one the server starts.` : message
  complain(`smarter-server: ${oneLine(words)} Run smarter-server --help for all options.`)
  return exitCode
}

function unexpected(error: unknown): string {
  return `It failed in a way that it does not know: ${oneLine(error instanceof Error ? error.message : String(error))} Please report this.`
}

function oneLine(message: string): string {
  const line = message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')
  return /[.?)]$/.test(line) ? line : `${line}.`
}
