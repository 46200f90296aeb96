import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

it('bundles for browsers and workers: nothing that the root entry reaches is native or of Node', async () => {
  const { metafile } = await build({
    entryPoints: [source('./index.ts')],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    alias: {
      '@smarter-api/schemas/humanloop': source('../../schemas/src/humanloop/index.ts'),
      '@smarter-api/schemas/smarter': source('../../schemas/src/smarter/index.ts'),
      '@smarter-api/dotprompt': source('../../dotprompt/src/index.ts'),
    },
  })
  const inputs = Object.keys(metafile.inputs)
  expect(inputs.some((path) => path.includes('hono'))).toBe(true)
  expect(inputs.filter((path) => /libsql|kysely|node-server|commander|\bmsw\b/.test(path))).toEqual([])
})
