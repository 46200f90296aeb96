import { array, assert, constantFrom, property } from 'fast-check'
import { expect, it } from 'vitest'
import { decodeText, encodeText } from './postgres-text.js'

const texts = array(constantFrom('\u0000', '\u0001', '\u0002', 'a', '界')).map((characters) => characters.join(''))

it('gives back what it was given, and writes no U+0000', () => {
  assert(property(texts, (text) => {
    expect(encodeText(text)).not.toContain('\u0000')
    expect(decodeText(encodeText(text))).toBe(text)
  }))
})

it('keeps the order of texts', () => {
  assert(property(texts, texts, (text, other) => {
    expect(encodeText(text) < encodeText(other)).toBe(text < other)
  }))
})
