import { CommanderError } from 'commander'
import type { Command } from 'commander'
import { StartError } from '../start-error.js'
import type { CommandHost } from './command-host.js'
import { createProgram } from './create-program.js'
import { start } from './start.js'
import type { StartOptions } from './start-options.js'
import { readStorage } from './storage-options.js'

declare const __VERSION__: string

/** Runs `smarter-server`, the server until it is stopped, and gives the exit code. */
export async function runCommand(args: string[], host: CommandHost): Promise<number> {
  const program = createProgram(__VERSION__)
  program.action((options: StartOptions) => start(readStorage(program), options, host))
  speakThrough(host, program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return explainMisuse(error, program, host)
    host.complain(`smarter-server: ${error instanceof StartError ? error.message : unexpected(error)}`)
    return 1
  }
}

/** Settings of a command are not handed down to those that it was given before: each is told by itself. */
function speakThrough({ print }: CommandHost, program: Command): void {
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: (text) => print(text.trimEnd()), outputError: () => undefined })
  }
}

function explainMisuse({ exitCode, code, message }: CommanderError, { args, commands }: Command, { complain }: CommandHost): number {
  if (exitCode === 0) return 0
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
