import { expect, it } from 'vitest'
import { RepositoryUnavailable } from '../repository/repository-unavailable.js'
import { toTrouble } from './engine-trouble.js'

function failure(code: string | undefined, message = 'what the engine said'): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code })
}

it.each([
  ['lost', ['SQLITE_CANTOPEN', 'SQLITE_IOERR_WRITE', 'SQLITE_READONLY_DBMOVED', 'ECONNREFUSED', 'EPIPE', '08006', '53300', '57P01', '57P03', '25006', '25P03']],
  ['busy', ['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_PROTOCOL', '55P03', '57014']],
  ['full', ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100']],
] as const)('takes a database for %s by its code', (trouble, codes) => {
  for (const code of codes) {
    const cause = failure(code)
    const told = toTrouble(cause)
    expect(told, code).toBeInstanceOf(RepositoryUnavailable)
    expect(told, code).toMatchObject({ trouble, cause })
  }
})

it('takes what is wrong with a request or with the data itself for nothing else', () => {
  const codes = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', 'SQLITE_CORRUPT_VTAB', 'SQLITE_NOTADB', '23505', '40P01', '42P01', '22012', 'XX001', 'ERR_INVALID_ARG_TYPE']
  for (const error of [...codes.map((code) => failure(code)), failure(undefined), failure('23505', 'Connection terminated unexpectedly')]) {
    expect(toTrouble(error)).toBe(error)
  }
})

it('takes a connection for lost by the words of a client that gives no code', () => {
  expect(toTrouble(failure(undefined, 'Connection terminated unexpectedly'))).toMatchObject({ trouble: 'lost' })
  expect(toTrouble(failure(undefined, 'timeout exceeded when trying to connect'))).toMatchObject({ trouble: 'lost' })
})

it('names a failure once, and as its place does where it has no name of its own', () => {
  const told = toTrouble(failure('SQLITE_FULL'))
  expect(toTrouble(told, 'lost')).toBe(told)
  expect(toTrouble(failure('28P01'), 'lost')).toMatchObject({ trouble: 'lost' })
})
