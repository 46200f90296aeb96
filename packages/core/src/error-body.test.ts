import { describe, expect, it } from 'vitest'
import { readErrorBody } from './error-body.js'

describe('an error body', () => {
  it.each([
    [{ error: { message: 'no model', code: 'missing', param: 'model', type: 'invalid' } }, 'no model'],
    [{ error: 'plain' }, 'plain'],
    [{ detail: 'Not found' }, 'Not found'],
    [{ message: 'Forbidden' }, 'Forbidden'],
    [{ error: { description: 'described' } }, 'described'],
    [{ detail: [{ loc: ['body', 'messages', 0], msg: 'field required' }, { loc: ['query'], msg: 'too long' }] }, 'body.messages.0: field required; query: too long'],
    [{ detail: { msg: 'short' } }, 'short'],
    [{ error: {} }, '{}'],
    [{ status: 'odd' }, '{"status":"odd"}'],
    [{ error: null, detail: 'beside' }, 'beside'],
    ['Bad Gateway', 'Bad Gateway'],
    [['a', 'b'], 'a; b'],
    [42, '42'],
    [null, ''],
    [undefined, ''],
  ])('%j says "%s" (E4)', (body, message) => {
    expect(readErrorBody(body).message).toBe(message)
  })

  it('gives code, param and type, also null ones (E5)', () => {
    expect(readErrorBody({ error: { message: 'm', code: 'c', param: null, type: 't' } })).toEqual({ message: 'm', code: 'c', param: null, type: 't' })
    expect(readErrorBody('text')).toEqual({ message: 'text', code: undefined, param: undefined, type: undefined })
  })
})
