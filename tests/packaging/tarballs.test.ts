import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { readManifest, root } from '../architecture/workspace.js'
import { packageOf } from './tarball-name.js'

const unpacked = mkdtempSync(join(tmpdir(), 'smarter-unpacked-'))
afterAll(() => rmSync(unpacked, { recursive: true }))

const tarballs = inject('tarballs').map((tarball) => [packageOf(tarball), tarball] as const)

describe.each(tarballs)('%s', (name, tarball) => {
  const folder = join(unpacked, name)
  mkdirSync(folder)
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
  const manifest = readManifest(folder)

  it('holds the licence, the manual and what is built, and nothing else', () => {
    const files = readdirSync(folder).filter((file) => file !== 'THIRD_PARTY_NOTICES' && file !== 'CHANGELOG.md')
    expect(files.toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toMatch(/^MIT License/)
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(manifest.name)
  })

  it('names versions that npm understands', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.peerDependencies })
    expect(versions.filter((version) => version.includes(':'))).toEqual([])
  })

  it('carries the licence of every project whose code is built in', () => {
    const code = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'))
    const sources = code.flatMap((path) => readFileSync(join(folder, 'dist', path), 'utf8').match(/^\/\/ .*node_modules\/.*$/gm) ?? [])
    const projects = new Set(sources.map((line) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(line)?.[1] ?? line))
    if (projects.size === 0) return
    const notices = readFileSync(join(folder, 'THIRD_PARTY_NOTICES'), 'utf8')
    expect([...projects].filter((project) => !notices.includes(`${project} `))).toEqual([])
  })

  it('pleases publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: false })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('pleases attw', () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')
    const { status, stdout } = spawnSync(process.execPath, [attw, tarball, '--profile', 'node16', '--format', 'ascii', '--no-emoji'], { encoding: 'utf8' })
    expect(status, stdout).toBe(0)
  })
})
