/** Runs an action later on, unless it is called off. A process may end before. */
export function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, Math.min(milliseconds, longestTimer))
  letGo(timer)
  return () => clearTimeout(timer)
}

/** Runs an action again and again, until it is called off. A process may end before. */
export function every(milliseconds: number, action: () => void): () => void {
  const timer = setInterval(action, milliseconds)
  letGo(timer)
  return () => clearInterval(timer)
}

/** Hosts take longer times for none at all. */
const longestTimer = 2 ** 31 - 1

/** Timers of Node.js keep the process alive; those of other hosts are numbers. */
function letGo(timer: unknown): void {
  const unref: unknown = Reflect.get(Object(timer), 'unref')
  if (typeof unref === 'function') unref.call(timer)
}
