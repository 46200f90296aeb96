import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Runs a program that a package of an example brings, in the example's folder, and gives what it printed. Fails with all of it when the program does. */
export function runProgram(example: string, packageName: string, program: string, parameters: string[]): string {
  const folder = fileURLToPath(new URL(`../../examples/${example}/`, import.meta.url))
  const home = dirname(createRequire(join(folder, 'package.json')).resolve(`${packageName}/package.json`))
  const { NODE_OPTIONS: _options, VITEST: _vitest, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, program), ...parameters], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
    encoding: 'utf8',
  })
  const printed = `${stdout}${stderr}`
  if (status !== 0) throw new Error(`${packageName} ended with ${status}:\n${printed}`)
  return printed
}
