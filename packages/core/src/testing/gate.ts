/** A promise with its key outside. */
export interface Gate<T> {
  readonly promise: Promise<T>
  readonly open: (value: T) => void
}

export function gate<T = void>(): Gate<T> {
  let open: ((value: T) => void) | undefined
  const promise = new Promise<T>((resolve) => {
    open = resolve
  })
  return { promise, open: (value) => open?.(value) }
}

/** Passes time of a fake clock. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

/** A promise that never settles. */
export function never(): Promise<never> {
  return new Promise(() => undefined)
}
