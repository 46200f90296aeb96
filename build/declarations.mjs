// Emits the declarations of the package in the current folder once and places the tree in both formats.
// A copy renamed to `.d.cts` would pass the linters and still fail CommonJS users with TS1541; a folder of its own does not.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)
removeUnreachable()
cpSync('dist/esm', 'dist/cjs', { recursive: true, filter: (path) => !path.endsWith('.js') })
writeFileSync('dist/cjs/package.json', '{"type":"commonjs"}\n')

/** Removes declarations that no entry leads to: users would download them and never see them. */
function removeUnreachable() {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
  const entries = Object.values(exports).flatMap(({ import: { types } = {} }) => (types ? [resolve(types)] : []))
  const reached = new Set(entries)
  for (const file of reached) for (const next of importsOf(file)) reached.add(next)
  const emitted = readdirSync('dist/esm', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.d.ts'))
  for (const path of emitted) if (!reached.has(resolve('dist/esm', path))) rmSync(join('dist/esm', path))
}

function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'))
  const paths = importedFiles.filter(({ fileName }) => fileName.startsWith('.')).map(({ fileName }) => join(dirname(file), fileName.replace(/\.js$/, '.d.ts')))
  const missing = paths.filter((path) => !existsSync(path))
  if (missing.length > 0) throw new Error(`${file} imports what has no declarations: ${missing.join(', ')}`)
  return paths
}
