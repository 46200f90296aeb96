import { DotPromptError } from './dot-prompt-error.js'

/**
 * The text of a file without its byte order mark and with `\n` line breaks.
 * Lines and columns are the same in both texts, so errors are placed on this one.
 */
export class SourceText {
  readonly text: string

  constructor(
    readonly source: string,
    readonly filename?: string,
  ) {
    if (typeof source !== 'string') {
      throw new DotPromptError(`the file must be given as a string, got ${typeof source}. Decode its bytes as UTF-8 first.`, { filename })
    }
    this.text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  }

  /** Makes an error that points at an offset of `text`. */
  error(offset: number, reason: string): DotPromptError {
    const before = this.text.slice(0, offset)
    const column = offset - before.lastIndexOf('\n')
    return new DotPromptError(reason, { line: before.split('\n').length, column, filename: this.filename })
  }

  /** The line break that the file uses, by its first one. */
  get lineBreak(): '\n' | '\r\n' {
    return this.source.charAt(this.source.indexOf('\n') - 1) === '\r' ? '\r\n' : '\n'
  }

  /** Replaces one range of `text` in the source and leaves every other byte alone. */
  splice(start: number, end: number, replacement: string): string {
    const sourceStart = this.toSource(start)
    const sourceEnd = this.toSource(end)
    return this.source.slice(0, sourceStart) + replacement.replaceAll('\n', this.lineBreak) + this.source.slice(sourceEnd)
  }

  private toSource(offset: number): number {
    let position = this.source.startsWith('\uFEFF') ? 1 : 0
    let remaining = offset
    for (;;) {
      const carriage = this.source.indexOf('\r\n', position)
      if (carriage === -1 || carriage - position >= remaining) return position + remaining
      remaining -= carriage - position + 1
      position = carriage + 2
    }
  }
}
