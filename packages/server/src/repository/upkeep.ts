/** What goes on behind the answers. */
export interface Upkeep {
  /** Hears that the repository is used. */
  note(): void
  /** Ends it, after what it is doing now. */
  stop(): Promise<void>
}
