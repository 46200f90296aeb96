/** Reports why a server cannot start, in one sentence for the person who starts it, with the remedy. */
export class StartError extends Error {
  override name = 'StartError'
}
