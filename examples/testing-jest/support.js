const { Humanloop } = require('@smarter-api/sdk')

/** Answers a customer by the Prompt that is deployed. */
async function answer(question) {
  const humanloop = new Humanloop({ maxRetries: 0 })
  const { logs } = await humanloop.prompts.call({ path: 'support/answer', messages: [{ role: 'user', content: question }] })
  return logs[0].output
}

module.exports = { answer }
