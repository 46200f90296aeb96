const longest = 64

/** Finds the known word that a mistyped one probably means: equal but for case and punctuation, or at most two edits away. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  if (typed.length > longest) return undefined
  let best: { word: string; distance: number } | undefined
  for (const word of words) {
    const distance = editDistance(plain(typed), plain(word))
    const close = distance <= Math.min(2, Math.floor(word.length / 3))
    if (close && (best === undefined || distance < best.distance)) best = { word, distance }
  }
  return best?.word
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...right].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}
