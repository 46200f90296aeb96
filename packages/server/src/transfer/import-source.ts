/** One line of a file. */
export interface SourceLine {
  /** From 1; 0 stands for the whole file. */
  number: number
  /** `undefined` when it is too long, or not UTF-8. */
  text: string | undefined
}

/** Stands for the lines of a file that cannot be read. */
export const wholeFile: SourceLine = { number: 0, text: undefined }

/** Where an import reads from. Paths are below the export folder, with slashes. */
export interface ImportSource {
  /** Names in a folder, sorted; `undefined` when there is no such folder, and `null` when it is none, or cannot be read. */
  list(path: string): Promise<string[] | null | undefined>
  /** The text of a file; `undefined` when there is no such file, and `null` when it is none, too large, not UTF-8 or cannot be opened. */
  readText(path: string): Promise<string | null | undefined>
  /** The lines of a file that are not blank, some at a time; with `backwards`, the last line comes first. Of a file that cannot be read, {@link wholeFile}. */
  readLines(path: string, options?: { backwards?: boolean }): AsyncIterable<SourceLine[]>
}
