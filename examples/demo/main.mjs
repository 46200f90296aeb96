// `npm run demo [-- file.prompt "question"]`: both clients at work over HTTP against the local server. Nothing leaves this machine.
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Humanloop, isAPIError, Smarter } from '@smarter-api/sdk'
import { serve } from '@smarter-api/server/node'
import { showChatbot } from './chatbot.mjs'
import { startFaultProxy } from './fault-proxy.mjs'
import { showPrompts } from './prompts.mjs'
import { part, step } from './say.mjs'
import { showTrouble } from './trouble.mjs'

const folder = fileURLToPath(new URL('../../.smarter', import.meta.url))
const [file = fileURLToPath(new URL('support.prompt', import.meta.url)), question = 'When do you open?'] = process.argv.slice(2)

try {
  await main()
} catch (error) {
  console.error(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`)
  if (!isAPIError(error) && process.env.DEBUG) console.error(error)
  process.exitCode = 1
}

async function main() {
  const text = readPrompt(file)
  mkdirSync(folder, { recursive: true })
  part('Starting the server')
  const server = await serve({ port: 0, dataFile: `${folder}/demo.db` })
  const proxy = await startFaultProxy(server.url)
  const smarter = new Smarter({ apiKey: null, baseURL: `${server.url}/api/v1` })
  const humanloop = new Humanloop({ apiKey: null, baseURL: `${proxy.url}/v5` })
  try {
    step(`It listens at ${server.url} and keeps its data in .smarter/demo.db. No key, no network, no account.`)
    await showChatbot(smarter)
    const call = await showPrompts(humanloop, { file, text, question })
    await showTrouble(humanloop, call)
    part('Done')
    step('Run it again to find this run\'s data, or with a prompt of your own: npm run demo -- my.prompt "question"')
  } finally {
    await smarter.close()
    await humanloop.close()
    await proxy.close()
    await server.close()
  }
}

function readPrompt(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EISDIR' ? 'it is a folder' : error.code
    throw new Error(`"${path}" cannot be read (${reason}). Give the path of a .prompt file: npm run demo -- my.prompt "question"`, { cause: error })
  }
}
