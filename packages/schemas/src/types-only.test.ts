import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

async function bundle(contents: string) {
  const { metafile } = await build({
    stdin: { contents, loader: 'ts', resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
  })
  const output = metafile.outputs['stdin.js']
  return { inputs: Object.keys(metafile.inputs).filter((path) => path !== '<stdin>'), bytes: output?.bytes ?? 0 }
}

it('costs nothing but isKnown to people who import types', async () => {
  const { inputs, bytes } = await bundle(`
    import { isKnown, type OpenEnum } from './index.js'
    import type { Prompt } from './humanloop/index.js'
    import type { ChatbotManifest } from './smarter/index.js'
    export const chats = (prompt: Prompt, bot: ChatbotManifest) => isKnown(prompt.endpoint, ['chat']) && bot.kind
  `)
  expect(inputs.map((path) => path.split('/').at(-1))).toEqual(['open-enum.ts', 'index.ts'])
  expect(bytes).toBeLessThan(500)
})

it('brings valibot to people who import a schema, so that the test above can fail', async () => {
  const { inputs } = await bundle(`export { PromptSchema } from './humanloop/index.js'`)
  expect(inputs.some((path) => path.includes('valibot'))).toBe(true)
})
