// Uploads one file and tells what it took.
import { createReadStream, openAsBlob } from 'node:fs'
import { open } from 'node:fs/promises'
import { fromPath } from '@smarter-api/core/node'

const [, , who, source, path, baseURL] = process.argv
const name = 'input.jsonl'

async function streamOf(file) {
  return (await open(file)).readableWebStream({ type: 'bytes' })
}

const senders = {
  async 'smarter-api'() {
    const { createOpenAIClient, upload } = await import('@smarter-api/core')
    const sources = {
      path: () => fromPath(path),
      stream: async () => [name, await streamOf(path), 'application/jsonl'],
      Blob: async () => [name, await openAsBlob(path), 'application/jsonl'],
    }
    const client = createOpenAIClient({ apiKey: 'key', baseURL, maxRetries: 0 })
    return upload(client, 'POST /files', { file: await sources[source](), purpose: 'batch' })
  },
  'openai 6': async () => sendWithOpenAI(await import('openai')),
  'openai 7': async () => sendWithOpenAI(await import('openai-7')),
}

async function sendWithOpenAI({ OpenAI, toFile }) {
  const sources = {
    path: () => createReadStream(path),
    stream: async () => toFile(await streamOf(path), name),
    Blob: async () => new File([await openAsBlob(path)], name),
  }
  const client = new OpenAI({ apiKey: 'key', baseURL, maxRetries: 0 })
  return client.files.create({ file: await sources[source](), purpose: 'batch' })
}

const started = performance.now()
const { bytes } = await senders[who]()
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
process.stdout.write(JSON.stringify({ bytes, seconds: (performance.now() - started) / 1000, cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 }))
