import { Humanloop } from '@smarter-api/sdk'

const platform = new URLSearchParams(location.search).get('platform')
const humanloop = new Humanloop({ apiKey: null, maxRetries: 0, ...(platform && { baseURL: platform }) })
const [form, answer] = [document.querySelector('form'), document.querySelector('output')]

form?.addEventListener('submit', (event) => {
  event.preventDefault()
  void ask(String(new FormData(form).get('question')))
})

async function ask(question: string): Promise<void> {
  answer?.replaceChildren()
  try {
    const events = await humanloop.prompts.callStream({ path: 'support/answer', messages: [{ role: 'user', content: question }] })
    for await (const { output } of events) answer?.append(output ?? '')
  } catch {
    answer?.replaceChildren('We are busy. Please ask again in a minute.')
  }
}
