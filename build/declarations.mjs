// Emits the declarations of the package in the current folder once and places the tree in both formats.
// A copy renamed to `.d.cts` would pass the linters and still fail CommonJS users with TS1541; a folder of its own does not.
import { spawnSync } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)
cpSync('dist/esm', 'dist/cjs', { recursive: true, filter: (path) => !path.endsWith('.js') })
writeFileSync('dist/cjs/package.json', '{"type":"commonjs"}\n')
