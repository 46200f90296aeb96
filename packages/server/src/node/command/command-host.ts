/** What a command needs of its process. */
export interface CommandHost {
  print(line: string): void
  complain(line: string): void
  /** Resolves when the process is asked to stop. */
  untilStopped(): Promise<void>
}
