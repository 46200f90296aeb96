#!/usr/bin/env node
import { run } from './node/run-command.js'

const stopped = new Promise<void>((resolve) => {
  process.once('SIGINT', () => resolve())
  process.once('SIGTERM', () => resolve())
})

void run(process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  untilStopped: () => stopped,
}).then((code) => {
  process.exitCode = code
})
