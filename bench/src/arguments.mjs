import { parseArgs } from 'node:util'
import { contestants } from './contestants.mjs'

const sections = ['memory', 'loopback', 'allocation', 'leftovers', 'streams', 'pages', 'imports', 'uploads', 'sizes']

/** The sections about the server; those above are about the clients. */
const serverSections = ['server-writes', 'server-writes-postgres', 'server-lists', 'server-streams', 'server-memory', 'server-start']

const help = `Usage: npm run bench -- [options]

  --only <section>     one section; may be repeated: ${[...sections, ...serverSections].join(', ')}
  --contestant <name>  one contestant beside raw fetch; may be repeated
  --rounds <count>     rounds that must count, 5 by default
  --upload-mib <size>  size of an upload in MiB, 1024 by default
  --profile <folder>   writes a CPU profile of each contestant of a timed section
  --gate               only checks the cost of a call against the bare floor; for CI
  --help               this text`

/** Reads the command line; ends the process with a plain message when it is not understood. */
export function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        contestant: { type: 'string', multiple: true },
        rounds: { type: 'string', default: '5' },
        'upload-mib': { type: 'string', default: '1024' },
        profile: { type: 'string' },
        gate: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    checkNames('section', values.only, [...sections, ...serverSections])
    checkNames('contestant', values.contestant, Object.keys(contestants))
    if (values.help) {
      console.log(help)
      process.exit(0)
    }
    return {
      sections: values.only ?? [...sections, ...serverSections],
      only: values.contestant,
      rounds: wholeNumber('--rounds', values.rounds),
      uploadSize: wholeNumber('--upload-mib', values['upload-mib']) * 1024 * 1024,
      profile: values.profile,
      gate: values.gate,
    }
  } catch (error) {
    console.error(`${error.message}\n\n${help}`)
    process.exit(2)
  }
}

function checkNames(kind, given = [], known) {
  const unknown = given.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`"${unknown}" is not a ${kind}; known are ${known.join(', ')}`)
}

function wholeNumber(name, text) {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`${name} must be a whole number of 1 or more; got ${text}`)
  return number
}
