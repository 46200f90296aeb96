/** Waits until some work has ended, well or badly, or until a signal aborts the wait; it never fails. */
export function settled(work: Promise<unknown>, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done)
    if (signal?.aborted) done()
    work.then(done, done)
  })
}
