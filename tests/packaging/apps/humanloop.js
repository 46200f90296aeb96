import { Humanloop } from '@smarter-api/sdk'

const humanloop = new Humanloop()
const answer = await humanloop.prompts.call({ path: 'support', messages: [{ role: 'user', content: 'Hello' }] })
console.log(answer.logs[0]?.output)
