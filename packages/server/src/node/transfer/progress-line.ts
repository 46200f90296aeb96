const redrawAfter = 100
const lineAfter = 10_000
const width = 24

/** Where progress is shown: standard error, or what stands in for it. */
export interface ProgressOutput {
  /** Whether it is a terminal, on which a line can be drawn again. */
  isTTY?: boolean
  write(text: string): unknown
}

/** Shows how far something is. */
export interface ProgressLine {
  /**
   * @param words What is done so far.
   * @param share How much of all that is, from 0 to 1. Left out when nobody knows.
   */
  show(words: string, share?: number): void
  /** Leaves the line as it was, for what is printed next. */
  end(): void
}

/**
 * Shows progress as a bar that is drawn again and again, or, where no terminal is, as a line every ten seconds.
 *
 * @param output Where it is shown.
 * @param now The clock, in milliseconds. Default: the system's.
 */
export function progressLine(output: ProgressOutput, now: () => number = Date.now): ProgressLine {
  const pause = output.isTTY === true ? redrawAfter : lineAfter
  let shownAt = output.isTTY === true ? -Infinity : now()
  return {
    show(words, share) {
      if (now() - shownAt < pause) return
      shownAt = now()
      const text = share === undefined ? words : `${percent(share)} ${words}`
      output.write(output.isTTY === true ? `\r\u001B[2K${share === undefined ? '' : `${bar(share)} `}${text}` : `${text}\n`)
    },
    end() {
      if (output.isTTY === true && shownAt !== -Infinity) output.write('\r\u001B[2K')
    },
  }
}

function percent(share: number): string {
  return `${Math.floor(Math.min(share, 1) * 100)}%`.padStart(4)
}

function bar(share: number): string {
  const full = Math.round(Math.min(share, 1) * width)
  return '█'.repeat(full) + '░'.repeat(width - full)
}
