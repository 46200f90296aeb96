import { Smarter } from '@smarter-api/sdk'

const smarter = new Smarter()
const chatbot = await smarter.resources.chatbots.get({ name: 'my-chatbot' })
console.log(await chatbot.prompt('Hello, World!'))
