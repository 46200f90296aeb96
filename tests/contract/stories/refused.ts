import { UnprocessableEntityError } from '@smarter-api/sdk'

/** Expects that a call is refused, as the reference describes it. */
export async function refused(call: PromiseLike<unknown>): Promise<void> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UnprocessableEntityError)) throw new Error('a call that should be refused with status 422 was not', { cause: error })
}
