import { callPrompt, callPromptStream, createHumanloopClient } from '@smarter-api/prompts'
import { Humanloop, Smarter } from '@smarter-api/sdk'

const question = { path: 'support', messages: [{ role: 'user', content: 'Hello' }] }

const jobs = {
  async call({ url }) {
    const answer = await callPrompt(createHumanloopClient({ apiKey: null, baseURL: `${url}/v5` }), question)
    return { output: answer.logs[0].output }
  },
  async stream({ url }) {
    const outputs = []
    for await (const event of await callPromptStream(createHumanloopClient({ apiKey: null, baseURL: `${url}/v5` }), question)) outputs.push(event.output)
    return { outputs }
  },
  async facade({ url }) {
    const outputs = []
    for await (const event of await new Humanloop({ apiKey: null, baseURL: `${url}/v5` }).prompts.call({ ...question, stream: true })) outputs.push(event.output)
    return { outputs }
  },
  async humanloop({ url }) {
    return failure(() => new Humanloop({ apiKey: 'secret-key', baseURL: url, maxRetries: 0 }).prompts.call(question))
  },
  async smarter({ url }) {
    return failure(() => new Smarter({ apiKey: 'secret-key', baseURL: url, maxRetries: 0 }).resources.chatbots.get({ name: 'my-chatbot' }))
  },
}

async function failure(work) {
  try {
    await work()
    return { error: null }
  } catch (error) {
    return { error: error.name, message: error.message }
  }
}

// oxlint-disable-next-line import/no-default-export -- workerd looks for the handler there
export default {
  async fetch(request) {
    const { job, url } = await request.json()
    return Response.json(await jobs[job]({ url }))
  },
}
