import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import { describe, expect, it } from 'vitest'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

async function bundle(contents: string, external: string[] = []): Promise<Metafile> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: source('.') },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    external,
    alias: {
      '@smarter-api/schemas/humanloop': source('../../schemas/src/humanloop/index.ts'),
      '@smarter-api/schemas/smarter': source('../../schemas/src/smarter/index.ts'),
      '@smarter-api/dotprompt/render': source('../../dotprompt/src/render.ts'),
      '@smarter-api/dotprompt': source('../../dotprompt/src/index.ts'),
    },
  })
  return metafile
}

describe('bundles for browsers and workers', () => {
  it('contain nothing native and nothing of Node, whatever is used of the root entry', async () => {
    const inputs = Object.keys((await bundle("export * from './index.js'")).inputs)
    expect(inputs.some((path) => path.includes('hono'))).toBe(true)
    expect(inputs.filter((path) => /libsql|kysely|node-server|commander|\bmsw\b/.test(path))).toEqual([])
  })

  it('can be made of the entry for msw', async () => {
    const inputs = Object.keys((await bundle("export * from './msw.js'", ['msw'])).inputs)
    expect(inputs.some((path) => path.includes('hono'))).toBe(true)
  })

  it.each([
    ['createServer', false],
    ['seed', true],
  ])('that use %s contain seeds: %s', async (name, isIn) => {
    const { outputs } = await bundle(`export { ${name} } from './index.js'`)
    const used = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0))
    expect(used.some(([path]) => path.includes('src/seed/'))).toBe(isIn)
  })
})
