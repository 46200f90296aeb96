import { Humanloop, Smarter } from '@smarter-api/sdk'

/** Answers a customer by the Prompt that is deployed, or with an apology when the platform is busy. */
export async function answer(question: string, humanloop: Humanloop = new Humanloop({ maxRetries: 0 })): Promise<string> {
  const call = humanloop.prompts.call({ path: 'support/answer', messages: [{ role: 'user', content: question }] })
  const { logs } = await call.catch((error: { status?: number }) => {
    if (error.status === 429) return { logs: [{ output: 'Please ask again in a minute.' }] }
    throw error
  })
  return logs[0]?.output ?? ''
}

/** The same, word by word. */
export async function* answerAloud(question: string, humanloop: Humanloop = new Humanloop()): AsyncGenerator<string> {
  const messages = [{ role: 'user', content: question }]
  for await (const { output } of await humanloop.prompts.callStream({ path: 'support/answer', messages })) yield output ?? ''
}

/** Asks the chatbot of a shop. */
export async function askChatbot(name: string, question: string, smarter: Smarter = new Smarter()): Promise<string> {
  const chatbot = await smarter.resources.chatbots.get({ name })
  return chatbot.prompt(question)
}
