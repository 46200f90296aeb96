// The one place that knows how to reach pnpm and what the two commands of the README install: people need only Node 20 and npm.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const heavy = ['./bench', './tests/runtimes', './tests/prism', './examples/testing-*']

const quietTools = { CI: process.env.CI ?? 'true', TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' }

/** Runs the pinned pnpm, which asks nothing, and gives its exit code. With `quiet`, its output is shown only when it fails. */
export function pnpm(parameters, { quiet = false } = {}) {
  return run('npx', ['-y', packageManager, ...parameters], { quiet, shell: process.platform === 'win32', env: { ...process.env, ...quietTools } })
}

/** Runs a program in the repository's folder and gives its exit code. With `quiet`, its output is shown only when it fails. */
export function run(command, parameters, { quiet = false, shell = false, env = process.env } = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, {
    cwd: root,
    env,
    shell,
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error) console.error(`${command} could not be started: ${error.message}. Node 20 or later and npm must be on the PATH.`)
  if (quiet && status !== 0) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
  return status ?? 1
}

/** Installs what the tests and the demo need, without benchmarks' peers and other runtimes, or everything. Ends the process on failure. */
export function install({ everything = false } = {}) {
  const filters = everything ? [] : heavy.flatMap((folder) => ['--filter', `!${folder}`])
  const code = pnpm([...filters, 'install', '--frozen-lockfile'], { quiet: true })
  endOnFailure(code, 'The dependencies could not be installed. The lines above say why; the npm registry must be reachable.')
}

/** Builds a folder of the workspace and all it depends on, where the sources have changed. Ends the process on failure. */
export function build(folder) {
  const code = pnpm(['exec', 'turbo', 'run', 'build', `--filter={${folder}}...`, '--output-logs=errors-only'], { quiet: true })
  endOnFailure(code, 'The packages could not be built. The lines above say why.')
}

function endOnFailure(code, message) {
  if (code === 0) return
  console.error(message)
  process.exit(code)
}
