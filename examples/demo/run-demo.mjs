import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DotPromptError, parsePrompt } from '@smarter-api/dotprompt'
import { Humanloop, isAPIError, Smarter } from '@smarter-api/sdk'
import { serve } from '@smarter-api/server/node'
import { showChatbot } from './chatbot.mjs'
import { startFaultProxy } from './fault-proxy.mjs'
import { showPrompts } from './prompts.mjs'
import { answer, failure, part, step } from './say.mjs'
import { showTrouble } from './trouble.mjs'

const folder = fileURLToPath(new URL('../../.smarter', import.meta.url))

/** Shows both clients at work over HTTP against the local server, and gives the exit code. Nothing leaves this machine. */
export async function runDemo({ name, file, text, question }) {
  try {
    parsePrompt(text, { filename: name })
    await showParts({ name, file, text, question })
    return 0
  } catch (error) {
    if (error instanceof DotPromptError) failure(error.message)
    else failure(`The demo stopped: ${error instanceof Error ? error.message : String(error)}`)
    if (process.env.DEBUG && !isAPIError(error) && !(error instanceof DotPromptError)) console.error(error)
    return 1
  }
}

async function showParts(prompt) {
  mkdirSync(folder, { recursive: true })
  part('Starting the server')
  const server = await serve({ port: 0, dataFile: `${folder}/demo.db` })
  const proxy = await startFaultProxy(server.url)
  const smarter = new Smarter({ apiKey: null, baseURL: `${server.url}/api/v1` })
  const humanloop = new Humanloop({ apiKey: null, baseURL: `${proxy.url}/v5` })
  try {
    step(`It listens at ${server.url} and keeps its data in .smarter/demo.db. No key, no network, no account.`)
    await showChatbot(smarter)
    const call = await showPrompts(humanloop, prompt)
    await showTrouble(humanloop, call)
    part('Done')
    step('Run it again to find this run\'s data, or with a prompt of your own:')
    answer('npm run demo -- my.prompt "question"')
  } finally {
    await smarter.close()
    await humanloop.close()
    await proxy.close()
    await server.close()
  }
}
