import { expect, it } from 'vitest'
import { storedName } from './index.js'

it.each([
  ['My-Bot', 'my_bot'],
  ['myBot', 'my_bot'],
  ['my_bot', 'my_bot'],
  ['Returns.Bot~2', 'returns_bot_2'],
  ['-bot-', 'bot'],
  ['GPT4Bot', 'gpt4_bot'],
])('writes %s as servers from 0.14 store it', (name, stored) => {
  expect(storedName(name)).toBe(stored)
})
