#!/usr/bin/env node
import { runCommand } from './node/command/run-command.js'

const stopped = new Promise<void>((resolve) => {
  process.once('SIGINT', () => resolve())
  process.once('SIGTERM', () => resolve())
})

// Whoever reads the lines may go away, as in `smarter-server | head`: the server goes on without them.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

void runCommand(process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  untilStopped: () => stopped,
}).then((code) => {
  process.exitCode = code
})
