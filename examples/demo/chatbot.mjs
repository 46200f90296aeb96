import { answer, part, step } from './say.mjs'

const manifest = (kind) => ({
  apiVersion: 'smarter.sh/v1',
  kind,
  metadata: { name: 'demo_helper', description: 'Helps people who try the demo.', version: '1.0.0' },
  spec: { config: { deployed: true, defaultSystemRole: 'You are a helpful guide.', appName: 'Demo helper' }, plugins: null, functions: null, apiKey: null },
})

/** Applies a chatbot manifest, finds the chatbot by its name, and talks with it for two turns. */
export async function showChatbot(smarter) {
  part('Smarter: a chatbot from a manifest')
  step('Applying the manifest of "demo_helper" …')
  await smarter.manifests.apply({ manifest: manifest('LLMClient') })

  const chatbot = await smarter.resources.chatbots.get({ name: 'demo_helper' })
  step(`Found it by name: kind ${chatbot.manifest.kind}, version ${chatbot.version}, deployed ${chatbot.config.deployed}.`)

  const conversation = chatbot.conversation()
  for (const question of ['Hello, World!', 'What did I say first?']) {
    step(`You: ${question}`)
    answer(await conversation.prompt(question))
  }
}
