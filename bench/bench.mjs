// Prints the tables of speed, memory and size; README.md says how to read them.
import { cpus } from 'node:os'
import { readArguments } from './src/arguments.mjs'

const { sections, gate, ...options } = readArguments()

if (gate) {
  const { checkGate } = await import('./src/gate.mjs')
  const { checkServerGate } = await import('./src/server-gate.mjs')
  process.exitCode = Math.max(await checkGate(), await checkServerGate())
} else {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
  for (const section of sections) {
    console.error(`Measuring ${section} …`)
    const { run } = await import(`./src/sections/${section}.mjs`)
    await run(options)
  }
}
