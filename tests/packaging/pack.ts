import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { pnpm } from '../../scripts/workspace.mjs'
import { listEntries } from '../architecture/workspace.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** The packed packages, as absolute paths. */
    tarballs: string[]
  }
}

const folder = mkdtempSync(join(tmpdir(), 'smarter-packed-'))

/** Packs the built packages once for all tests, as they would be published. */
export function setup({ provide }: TestProject): void {
  const missing = listEntries().find(({ owner, import: { types } }) => !existsSync(join(owner.folder, types)))
  if (missing) throw new Error(`${missing.specifier} is not built; run "npm run build" first`)
  const code = pnpm(['--recursive', '--filter', './packages/*', 'pack', '--pack-destination', folder], { quiet: true })
  if (code !== 0) throw new Error('the packages could not be packed; the lines above say why')
  provide(
    'tarballs',
    readdirSync(folder).map((file) => join(folder, file)),
  )
}

export function teardown(): void {
  rmSync(folder, { recursive: true })
}
