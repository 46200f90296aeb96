import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { decimals, printTable } from '../table.mjs'

const folder = fileURLToPath(new URL('../..', import.meta.url))

const apps = {
  'smarter-api, callPrompt': `import { callPrompt, createHumanloopClient } from '@smarter-api/prompts'
    console.log(await callPrompt(createHumanloopClient(), { path: 'a', messages: [] }))`,
  'smarter-api, callPrompt and callPromptStream': `import { callPrompt, callPromptStream, createHumanloopClient } from '@smarter-api/prompts'
    const client = createHumanloopClient()
    console.log(await callPrompt(client, { path: 'a', messages: [] }))
    for await (const event of await callPromptStream(client, { path: 'a' })) console.log(event)`,
  'smarter-api, new Humanloop()': `import { Humanloop } from '@smarter-api/sdk'
    console.log(await new Humanloop().prompts.call({ path: 'a', messages: [] }))`,
  'smarter-api, new Smarter()': `import { Smarter } from '@smarter-api/sdk'
    console.log(await new Smarter().resources.chatbots.get({ name: 'a' }))`,
  ofetch: `import { ofetch } from 'ofetch'
    console.log(await ofetch('/prompts/call', { method: 'POST', body: {} }))`,
  ky: `import ky from 'ky'
    console.log(await ky.post('https://localhost/prompts/call', { json: {} }).json())`,
  'openai 6': `import OpenAI from 'openai'
    console.log(await new OpenAI().chat.completions.create({ model: 'a', messages: [] }))`,
  'openai 7': `import OpenAI from 'openai-7'
    console.log(await new OpenAI().chat.completions.create({ model: 'a', messages: [] }))`,
  anthropic: `import Anthropic from '@anthropic-ai/sdk'
    console.log(await new Anthropic().messages.create({ model: 'a', max_tokens: 1, messages: [] }))`,
  humanloop: `import { HumanloopClient } from 'humanloop'
    console.log(await new HumanloopClient({ apiKey: 'a' }).prompts.call({ path: 'a' }))`,
}

async function sizeOf(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // Without it esbuild would follow the paths of tsconfig.json to the sources.
    tsconfigRaw: '{}',
    logLevel: 'silent',
  })
  const [{ contents: bytes }] = outputFiles
  return { minified: bytes.length, zipped: gzipSync(bytes, { level: 9 }).length }
}

/** What one call adds to an application for browsers or the edge. */
export async function run() {
  const rows = []
  for (const [name, contents] of Object.entries(apps)) {
    try {
      const { minified, zipped } = await sizeOf(contents)
      rows.push([name, decimals(minified / 1000), decimals(zipped / 1000)])
    } catch (error) {
      const [first] = error.errors ?? []
      rows.push([name, 'cannot be built', first ? `${error.errors.length} errors` : error.message])
    }
  }
  printTable('Size of one call, minified (kB)', [['', 'minified', 'gzip'], ...rows], ['Built with esbuild for browsers. The budgets themselves are kept by tests.'])
}
