// `npm test` on a fresh clone: installs what is missing, then runs the tests against the sources.
import { install, run } from './workspace.mjs'

install()
// Vitest colours also what goes into a file or a pipe, unless it is told.
const plain = process.stdout.isTTY || 'FORCE_COLOR' in process.env ? {} : { NO_COLOR: '1' }
process.exitCode = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], { env: { ...process.env, ...plain } })
