import type { ProgressOutput } from '../transfer/progress-line.js'

/** What a command needs of its process. */
export interface CommandHost {
  print(line: string): void
  complain(line: string): void
  /** Where a bar shows how far something is. */
  progress: ProgressOutput
  /** Resolves when the process is asked to stop. */
  untilStopped(): Promise<void>
}
