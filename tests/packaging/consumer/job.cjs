const assert = require('node:assert/strict')

const manifest = {
  apiVersion: 'smarter.sh/v1',
  kind: 'LLMClient',
  metadata: { name: 'helper', description: 'Answers.', version: '1.0.0' },
  spec: { config: { deployed: true, defaultSystemRole: 'You are helpful.', appName: 'Helper' }, plugins: null, functions: null, apiKey: null },
}

/** What a user's program does with the packages, whichever way it loaded them. */
module.exports = async function job({ url, sdk, prompts, core, dotprompt, manifests, schemas }) {
  const settings = { apiKey: null, baseURL: `${url}/v5`, validate: core.validator('strict', schemas.responses) }
  const humanloop = new sdk.Humanloop(settings)
  const messages = [{ role: 'user', content: 'Hello' }]
  const inputs = { name: 'Ada' }
  const prompt = await humanloop.prompts.upsert({ path: 'support', model: 'gpt-4o-mini', template: [{ role: 'system', content: 'You help {{name}}.' }] })
  const answer = await humanloop.prompts.call({ id: prompt.id, messages, inputs })
  assert.equal(typeof answer.logs[0].output, 'string')

  let events = 0
  for await (const event of await humanloop.prompts.call({ id: prompt.id, messages, inputs, stream: true })) events += event.id ? 1 : 0
  assert.ok(events > 0)

  const client = prompts.createHumanloopClient(settings)
  const listed = []
  for await (const item of prompts.listPrompts(client, {})) listed.push(item.id)
  assert.ok(listed.includes(prompt.id))

  const error = await prompts.getPrompt(client, { id: 'pr_missing' }).catch((reason) => reason)
  assert.ok(error instanceof sdk.NotFoundError)
  assert.ok(error instanceof core.NotFoundError)
  assert.equal(error.status, 404)

  const smarterSettings = { apiKey: null, baseURL: `${url}/api/v1` }
  await manifests.applyManifest(manifests.createSmarterClient(smarterSettings), { manifest })
  const chatbot = await new sdk.Smarter(smarterSettings).resources.chatbots.get({ name: 'helper' })
  assert.equal(typeof (await chatbot.prompt('Hello, World!')), 'string')

  assert.equal(dotprompt.parsePrompt('---\nmodel: gpt-4o-mini\n---\n<system>\n  Hello\n</system>\n').frontMatter.model, 'gpt-4o-mini')
  console.log('done')
}
