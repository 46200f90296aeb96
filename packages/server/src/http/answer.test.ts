import { expect, it } from 'vitest'
import { json } from './answer.js'

it('an answer that no text can hold says what to do', () => {
  let deep: unknown[] = []
  for (let level = 0; level < 100_000; level += 1) deep = [deep]
  expect(() => json(deep)).toThrow('The answer would be too long to send. Ask for less at once, such as a smaller page.')
})
