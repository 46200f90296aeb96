import { describe, expect, it } from 'vitest'
import { fromHashedId, toHashedId, toSnakeCase } from './names.js'

describe('names', () => {
  it.each([
    ['My-Bot', 'my_bot'],
    ['myBot2', 'my_bot2'],
    ['already_snake', 'already_snake'],
    ['-a.b~', 'a_b'],
  ])('turn %s into %s', (name, snake) => {
    expect(toSnakeCase(name)).toBe(snake)
  })

  it('turn numbers into hashed ids and back', () => {
    expect(toHashedId(7)).toBe('rMTAwMDAwNwx')
    expect(fromHashedId('rMTAwMDAwNwx')).toBe(7)
    expect(fromHashedId('rx')).toBeUndefined()
    expect(fromHashedId('rAAAx')).toBeUndefined()
  })
})
