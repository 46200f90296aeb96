import { vi } from 'vitest'
import type { APIError } from '../errors.js'

/** The error of a promise that must fail. */
export async function failure(promise: PromiseLike<unknown>): Promise<APIError> {
  const [outcome] = await Promise.allSettled([promise])
  if (outcome.status === 'rejected') return outcome.reason as APIError
  throw new Error(`expected a failure, got ${JSON.stringify(outcome.value)}`)
}

/** Plays the fake clock until nothing is due, then gives the error of a promise that must fail. */
export async function failureInTime(promise: PromiseLike<unknown>): Promise<APIError> {
  return failure(valueInTime(promise))
}

/** Plays the fake clock until nothing is due, then gives the promise's value. */
export async function valueInTime<T>(promise: PromiseLike<T>): Promise<T> {
  const outcome = Promise.allSettled([promise])
  await vi.runAllTimersAsync()
  await outcome
  return promise
}
