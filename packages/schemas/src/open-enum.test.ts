import { expect, it } from 'vitest'
import { isKnown, type OpenEnum } from './open-enum.js'

it('recognises a known word', () => {
  expect(isKnown('chat', ['chat', 'complete'])).toBe(true)
})

it.each(['Chat', '', 'toString', null, undefined, 1])('does not recognise %j', (value) => {
  expect(isKnown(value, ['chat', 'complete'])).toBe(false)
})

it('narrows an open enum to the known words', () => {
  const endpoint: OpenEnum<'chat' | 'complete'> = 'chat' as string
  const known: 'chat' | 'complete' | undefined = isKnown(endpoint, ['chat', 'complete']) ? endpoint : undefined
  expect(known).toBe('chat')
})
