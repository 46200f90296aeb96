const styles = { heading: 1, answer: 36, expected: 33, failure: 31 }

// `npm run demo | head` closes the output early, and that is no failure.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))

/** Prints the heading of a part. */
export function part(title) {
  print(title, { style: 'heading', before: '\n' })
}

/** Prints what is being done. */
export function step(text) {
  print(text, { indent: 2 })
}

/** Prints what came back. */
export function answer(text) {
  print(text, { indent: 6, style: 'answer' })
}

/** Prints a failure that the demo brought about on purpose. */
export function expectedFailure(text) {
  print(`(expected) ${text}`, { indent: 6, style: 'expected' })
}

/** Prints why the demo cannot go on, to standard error. */
export function failure(text) {
  print(text, { style: 'failure', before: '\n', stream: process.stderr })
}

function print(text, { indent = 0, style, before = '', stream = process.stdout }) {
  const paint = (line) => (style && stream.isTTY && stream.hasColors() ? `\u001b[${styles[style]}m${line}\u001b[0m` : line)
  const lines = text.split('\n').flatMap((line) => wrap(line, indent, stream.columns || 80))
  stream.write(before + lines.map((line) => `${paint(line)}\n`).join(''))
}

/** Breaks a line between words, with every line after the first two columns further in. */
function wrap(text, indent, columns) {
  const lines = []
  let line = ' '.repeat(indent)
  for (const [index, word] of text.split(' ').entries()) {
    if (index > 0 && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = ' '.repeat(indent + 2) + word
    } else line += index > 0 ? ` ${word}` : word
  }
  return [...lines, line]
}
