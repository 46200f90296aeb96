// Needs nothing but Node, so that a mistake on the command line is told before anything is installed or built.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

const example = '  npm run demo -- my.prompt "question"'

/** What `npm run demo -- --help` prints. */
export const usage = `Usage: npm run demo [-- FILE [QUESTION]]

Shows the Smarter and Humanloop clients at work against a server on this
machine. It needs no key, no account and no network, and keeps its data in
.smarter/demo.db.

  FILE        a .prompt file to store and call
              (examples/demo/support.prompt when left out)
  QUESTION    what to ask it, in quotes ("When do you open?" when left out)
  --help      shows this text

Example:
${example}`

const reasons = { ENOENT: 'there is no such file', ENOTDIR: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'you have no permission to read it' }

/** Reads the arguments and the prompt file they name, relative to the folder the command was typed in. Gives undefined when help is wanted. */
export function readInvocation(parameters) {
  const { values, positionals, tokens } = parseArgs({
    args: parameters,
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  if (values.help) return undefined
  const unknown = tokens.find((token) => token.kind === 'option')
  if (unknown) throw new Error(`There is no option ${unknown.rawName}. npm run demo -- --help shows what there is.`)

  const [name, question = 'When do you open?', ...rest] = positionals
  if (rest.length > 0) {
    throw new Error(`The demo takes a file and one question, but got ${positionals.length} arguments. Put the question in quotes:\n${example}`)
  }
  if (question.trim() === '') throw new Error(`The question is empty. Write one in quotes, or leave it out:\n${example}`)
  return { ...readPrompt(name), question }
}

function readPrompt(name) {
  if (name === undefined) {
    const file = 'examples/demo/support.prompt'
    return { name: file, file, text: readFileSync(new URL('support.prompt', import.meta.url), 'utf8') }
  }
  const refuse = (reason, cause) => {
    throw new Error(`"${name}" cannot be read: ${reason}. Give the path of a .prompt file:\n${example}`, { cause })
  }
  if (name.trim() === '') refuse('the path is empty')
  const file = resolve(process.env.INIT_CWD ?? '.', name)
  let bytes
  try {
    bytes = readFileSync(file)
  } catch (error) {
    refuse(reasons[error.code] ?? error.code, error)
  }
  if (bytes.includes(0)) refuse('it is a binary file (it holds NUL bytes), not a text')
  try {
    return { name, file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    return refuse('it is not a text in UTF-8', error)
  }
}
