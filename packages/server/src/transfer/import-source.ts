/** One line of a file. */
export interface SourceLine {
  /** From 1. */
  number: number
  /** `undefined` when it is too long, or not UTF-8. */
  text: string | undefined
}

/** Where an import reads from. Paths are below the export folder, with slashes. */
export interface ImportSource {
  /** Names in a folder, sorted; `undefined` when there is no such folder. */
  list(path: string): Promise<string[] | undefined>
  /** The text of a file; `undefined` when there is no such file, and `null` when it is too large, not UTF-8 or cannot be opened. */
  readText(path: string): Promise<string | null | undefined>
  /** The lines of a file that are not blank, some at a time; with `backwards`, the last line comes first. */
  readLines(path: string, options?: { backwards?: boolean }): AsyncIterable<SourceLine[]>
}
