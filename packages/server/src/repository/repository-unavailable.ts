/** Why a repository cannot be used: `lost` cannot be reached, `busy` is held by others for long, and `full` has no room left. */
export type RepositoryTrouble = 'lost' | 'busy' | 'full'

const words: Record<RepositoryTrouble, string> = {
  lost: 'The database cannot be reached or used.',
  busy: 'The database is held by other processes.',
  full: 'The disk of the database is full.',
}

/**
 * Reports that a repository cannot be used for a while, whatever is asked of it. Servers answer 503, and ask callers to come again; on a full disk, which
 * only people can help, 507.
 */
export class RepositoryUnavailable extends Error {
  override name = 'RepositoryUnavailable'

  /**
   * @param trouble Why it cannot be used.
   * @param options.cause What the engine said: it is told to the log, and never to callers.
   */
  constructor(
    readonly trouble: RepositoryTrouble,
    options?: ErrorOptions,
  ) {
    super(words[trouble], options)
  }
}
