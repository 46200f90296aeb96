// `npm test` on a fresh clone: installs what is missing, then runs the tests against the sources.
import { install, run } from './workspace.mjs'

install()
process.exitCode = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)])
