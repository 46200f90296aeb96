import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Entry, listEntries, readManifest, root, scope } from '../architecture/workspace.js'
import { packageOf } from './tarball-name.js'

const fixture = fileURLToPath(new URL('consumer', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const nodeTypes = `@types/node@${readManifest(root).devDependencies?.['@types/node']}`
const msw = `msw@${readManifest(join(root, 'packages/server')).devDependencies?.['msw']}`
const nodeOnly = /^@smarter-api\/core\/node$/
const targets = [
  ['an ES module under nodenext', 'program.mts', 'nodenext', 'nodenext'],
  ['a CommonJS file under nodenext', 'program.cts', 'nodenext', 'nodenext'],
  ['a CommonJS file under node16', 'program.cts', 'node16', 'node16'],
  ['a module for a bundler', 'program.ts', 'esnext', 'bundler'],
] as const
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

describe('all packages, installed from their tarballs', () => {
  let folder: string
  let url: string
  let server: ChildProcess

  beforeAll(async () => {
    folder = install([...inject('tarballs'), nodeTypes, msw])
    server = spawn(process.execPath, ['server.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    url = await firstLine(server)
  })
  afterAll(() => server.kill())

  it('work from an ES module', () => {
    expect(execFileSync(process.execPath, ['program.mjs', url], { cwd: folder, encoding: 'utf8' })).toBe('done\n')
  })

  it('work from CommonJS', () => {
    expect(execFileSync(process.execPath, ['program.cjs', url], { cwd: folder, encoding: 'utf8' })).toBe('done\n')
  })

  it('give the command smarter-server', () => {
    const help = execFileSync(process.execPath, [join('node_modules', '@smarter-api/server', command(folder)), '--help'], { cwd: folder, encoding: 'utf8' })
    expect(help).toContain('smarter-server')
    expect(existsSync(join(folder, 'node_modules/.bin/smarter-server'))).toBe(true)
  })

  it.each(targets)('type-check in %s, libraries included', (_, file, module, resolution) => {
    // msw's own declarations do not compile in CommonJS under node16.
    const entries = listEntries().filter(({ specifier }) => resolution !== 'node16' || !specifier.endsWith('/msw'))
    expect(typeCheck(folder, { file, module, resolution, types: ['node'], entries })).toBe('')
  })
})

describe('@smarter-api/sdk alone, installed from its tarball', () => {
  let folder: string

  beforeAll(() => {
    const needed = closure('sdk')
    folder = install(inject('tarballs').filter((tarball) => needed.has(packageOf(tarball))))
  })

  it('brings at most three packages of others', () => {
    const others = installed(join(folder, 'node_modules')).filter((name) => !name.startsWith(scope))
    console.info(`packages of others: ${others.join(', ')}`)
    expect(others.length).toBeLessThanOrEqual(3)
  })

  it('takes at most 5 MB of disk', () => {
    const bytes = diskUsage(join(folder, 'node_modules'))
    console.info(`disk: ${(bytes / 1e6).toFixed(2)} MB`)
    expect(bytes).toBeLessThanOrEqual(5e6)
  })

  it.each(targets)('type-checks without the types of Node in %s, libraries included', (_, file, module, resolution) => {
    expect(typeCheck(folder, { file, module, resolution, types: [], entries: listEntries().filter(({ owner, specifier }) => closure('sdk').has(owner.name) && !nodeOnly.test(specifier)) })).toBe('')
  })
})

function install(packages: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'smarter-consumer-'))
  folders.push(folder)
  cpSync(fixture, folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts', ...packages], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  return folder
}

/** A package and those of ours that it depends on. The tarballs of all are given to npm, because none is on a registry yet. */
function closure(name: string, found: Set<string> = new Set()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const dependency of Object.keys(readManifest(join(root, 'packages', name)).dependencies ?? {})) {
    if (dependency.startsWith(scope)) closure(dependency.slice(scope.length), found)
  }
  return found
}

function command(folder: string): string {
  return readManifest(join(folder, 'node_modules/@smarter-api/server')).bin?.['smarter-server'] ?? 'no command'
}

interface Check {
  file: string
  module: string
  resolution: string
  types: string[]
  entries: Entry[]
}

function typeCheck(folder: string, { file, module, resolution, types, entries }: Check): string {
  const imports = entries.map(({ specifier }, index) => `export type * as entry${index} from '${specifier}'`)
  const program = readFileSync(join(fixture, 'program.ts.txt'), 'utf8')
  writeFileSync(join(folder, file), `${imports.join('\n')}\n${program}`)
  const compilerOptions = { module, moduleResolution: resolution, target: 'es2022', lib: ['es2022', 'dom'], types, strict: true, skipLibCheck: false, noEmit: true }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }))
  try {
    return spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout
  } finally {
    rmSync(join(folder, file))
  }
}

function installed(modules: string): string[] {
  const names = readdirSync(modules).filter((name) => !name.startsWith('.'))
  return names.flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((part) => `${name}/${part}`) : [name]))
}

function diskUsage(path: string): number {
  const { size } = lstatSync(path)
  return lstatSync(path).isDirectory() ? readdirSync(path).reduce((sum, name) => sum + diskUsage(join(path, name)), size) : size
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no output to read')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('the server ended before it printed its address')
}
