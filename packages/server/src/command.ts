#!/usr/bin/env node
import { runCommand } from './node/command/run-command.js'

/** Waits for the first signal. The second one ends the process at once, as it would by itself. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve())
  })
}

// Whoever reads the lines may go away, as in `smarter-server | head`: the server goes on without them.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

void runCommand(process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  progress: process.stderr,
  untilStopped,
}).then((code) => {
  process.exitCode = code
})
