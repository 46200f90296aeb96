// `npm run demo [-- file.prompt "question"]` on a fresh clone: installs what is missing, builds the packages, runs the example.
import { install, pnpm, run } from './workspace.mjs'

console.log('Preparing: installing dependencies and building the packages. The first run takes about a minute.')
install()
const built = pnpm(['exec', 'turbo', 'run', 'build', '--filter={./examples/demo}...', '--output-logs=errors-only'], { quiet: true })
process.exitCode = built === 0 ? run(process.execPath, ['examples/demo/main.mjs', ...process.argv.slice(2)]) : built
