import { Smarter } from '@smarter-api/sdk'

const client = new Smarter()
const chatbot = await client.resources.chatbots.get({ name: 'my-chatbot' })
const chat = await chatbot.prompt('Hello, World!')
console.log(chat)
