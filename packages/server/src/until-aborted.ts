/**
 * Answers as `fetch` does when its signal aborts: before the answer is there it rejects with the signal's reason, later the body breaks off with it.
 * The work behind the answer goes on.
 */
export async function untilAborted(signal: AbortSignal, work: () => Promise<Response>): Promise<Response> {
  signal.throwIfAborted()
  const abortion = createAbortion(signal)
  const answer = work().then((response) => {
    const { body, status, statusText, headers } = response
    if (body !== null) return new Response(readable(body, abortion), { status, statusText, headers })
    abortion.forget()
    return response
  })
  return Promise.race([answer, abortion.rejection]).catch((error: unknown) => {
    abortion.forget()
    throw error
  })
}

/** The moment at which a signal aborts. */
interface Abortion {
  rejection: Promise<never>
  /** Stops listening. */
  forget(): void
}

function createAbortion(signal: AbortSignal): Abortion {
  let reject: ((reason: unknown) => void) | undefined
  const rejection = new Promise<never>((_, settle) => (reject = settle))
  const abort = (): void => reject?.(signal.reason)
  rejection.catch(() => undefined)
  signal.addEventListener('abort', abort)
  return { rejection, forget: () => signal.removeEventListener('abort', abort) }
}

/** Made by hand and not with `pipeThrough`, which takes the signals of its own realm alone: those of jsdom are others. */
function readable(body: ReadableStream<Uint8Array<ArrayBuffer>>, { rejection, forget }: Abortion): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  return new ReadableStream({
    start(controller) {
      rejection.catch((reason: unknown) => {
        controller.error(reason)
        return reader.cancel(reason)
      }).catch(() => undefined)
    },
    async pull(controller) {
      const { done, value } = await Promise.race([reader.read(), rejection])
      if (!done) return controller.enqueue(value)
      forget()
      controller.close()
    },
    cancel(reason) {
      forget()
      return reader.cancel(reason)
    },
  })
}
