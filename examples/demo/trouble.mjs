import { APITimeoutError, APIUserAbortError, NotFoundError } from '@smarter-api/sdk'
import { answer, expectedFailure, part, step } from './say.mjs'

/** Shows what goes wrong in real life: a missing prompt, a busy server, a silent one, and callers who change their minds. */
export async function showTrouble(humanloop, call) {
  part('When things go wrong (on purpose)')
  await expectError('Asking for a prompt that does not exist:', NotFoundError, () => humanloop.prompts.get({ id: 'pr_missing' }))

  step('A server that is busy at first (the client waits and tries again):')
  const { id } = await humanloop.prompts.call(call, { headers: { 'x-demo-fault': 'busy' }, onRetry: tellRetry })
  answer(`then it worked, and left one log: ${id}`)

  const silent = { headers: { 'x-demo-fault': 'silence' }, timeout: 300, maxRetries: 1 }
  await expectError('A server that never answers, with a limit of 300 ms and one retry:', APITimeoutError, () => humanloop.prompts.get({ id: call.id }, silent))

  const controller = new AbortController()
  await expectError('A stream that is aborted after its first piece:', APIUserAbortError, async () => {
    for await (const event of await humanloop.prompts.call({ ...call, stream: true }, { signal: controller.signal })) {
      if (event.output) answer(`first piece: ${JSON.stringify(event.output)}`)
      controller.abort()
    }
  })
}

function tellRetry({ error, delay }) {
  expectedFailure(`attempt ${error.attempts} got ${error.status}; trying again in ${delay} ms`)
}

async function expectError(title, errorClass, act) {
  step(title)
  try {
    await act()
  } catch (error) {
    if (!(error instanceof errorClass)) throw error
    expectedFailure(`${error.name}: ${error.message}`)
    return
  }
  throw new Error(`${title} no ${errorClass.name} came`)
}
