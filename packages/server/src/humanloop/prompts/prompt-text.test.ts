import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { greeting, withPrompt } from '../../testing/with-prompt.js'

describe('text', () => {
  it('fills a template without calling the model', async () => {
    const { ask, send, id } = await withPrompt()
    const { populated_template } = await ask('POST /prompts/{id}/populate', { id }, { name: 'Ada' })
    expect(populated_template).toEqual([{ role: 'system', content: 'Greet Ada.' }])
    expect(await send(`POST /prompts/${id}/populate`, {})).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'name'] }] } })
  })

  it('writes a .prompt file that reads back as the same Prompt', async () => {
    const { ask, send, id } = await withPrompt({ temperature: 0.3, stop: ['END'] })
    const { headers, text } = await send(`GET /prompts/${id}/serialize`)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const kernel = await ask('POST /prompts/deserialize', {}, { prompt: text })
    expect(kernel).toMatchObject({ model: 'gpt-4o', temperature: 0.3, stop: ['END'], template: greeting.template })
    const again = await ask('POST /prompts', {}, { ...kernel, path: 'support/greeting' })
    expect(again.version_id).toBe((await ask('GET /prompts/{id}', { id })).version_id)
  })

  it('points at the line of a .prompt file that is wrong', async () => {
    const { send } = connectHumanloop()
    const { status, body } = await send('POST /prompts/deserialize', { prompt: '---\nmodel: m\ntemperature: hot\n---\n' })
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: [{ loc: ['body', 'prompt'], msg: expect.stringMatching(/^3:14: /) as unknown }] })
  })
})
