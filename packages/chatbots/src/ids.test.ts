import { describe, expect, it } from 'vitest'
import { fromHashedId, toHashedId } from './index.js'

describe('hashed ids', () => {
  it.each([
    [7, 'rMTAwMDAwNwx'],
    [0, 'rMTAwMDAwMAx'],
    [9_000_000, 'rMTAwMDAwMDAx'],
    [123_456_789, 'rMTI0NDU2Nzg5x'],
  ])('stand for numbers, both ways: %i', (id, hashed) => {
    expect([toHashedId(id), fromHashedId(hashed)]).toEqual([hashed, id])
  })

  it.each(['', '7', 'rx', 'rabcx', 'MTAwMDAwNw', 'rMTAwMDAwNw', 'rMTAwMDAwNwx ', 'r____x', 'rIDEwMDAwMDcx', 'rMS41x', 'rMTAwMDAwNw==x'])('are not found in %j', (text) => {
    expect(fromHashedId(text)).toBeUndefined()
  })
})
