const colours = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)

/** Prints the heading of a part. */
export function part(title) {
  console.log(`\n${paint('1', title)}`)
}

/** Prints what is being done. */
export function step(text) {
  console.log(`  ${text}`)
}

/** Prints what came back. */
export function answer(text) {
  for (const line of text.split('\n')) console.log(`    ${paint('36', line)}`)
}
