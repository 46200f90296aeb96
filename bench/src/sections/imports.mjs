import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { decimals, printTable } from '../table.mjs'

const child = fileURLToPath(new URL('../imports-child.mjs', import.meta.url))

const imports = {
  'empty process': '',
  "Node's own fetch": 'fetch',
  '@smarter-api/core': '@smarter-api/core',
  '@smarter-api/prompts': '@smarter-api/prompts',
  '@smarter-api/sdk': '@smarter-api/sdk',
  ofetch: 'ofetch',
  ky: 'ky',
  'openai 6': 'openai',
  'openai 7': 'openai-7',
  anthropic: '@anthropic-ai/sdk',
  humanloop: 'humanloop',
}

async function start(specifier) {
  const { stdout } = await promisify(execFile)(process.execPath, [child, specifier])
  return JSON.parse(stdout)
}

/** Time and memory of an import over those of an empty Node process. */
export async function run({ rounds }) {
  const samples = new Map(Object.keys(imports).map((name) => [name, []]))
  const missing = []
  const starts = Math.max(rounds, 20)
  for (let round = 0; round < starts; round++) {
    for (const [name, list] of samples) {
      try {
        list.push(await start(imports[name]))
      } catch (error) {
        samples.delete(name)
        missing.push(`${name} is left out: ${/^\w*Error.*$/m.exec(error.stderr)?.[0] ?? error.message}`)
      }
    }
  }
  const least = (name, figure) => Math.min(...samples.get(name).map((sample) => sample[figure]))
  const over = (name, figure) => decimals(least(name, figure) - least('empty process', figure))
  const rows = [...samples.keys()].map((name) => [name, over(name, 'wall'), over(name, 'cpu'), over(name, 'peak')])
  printTable('Import, over an empty Node process', [['', 'ms', 'CPU ms', 'peak MB'], ...rows], [
    ...missing,
    `Least of ${starts} starts each. The empty process takes ${decimals(least('empty process', 'wall'))} ms and ${decimals(least('empty process', 'peak'))} MB.`,
    'Goal: one package ≤ 20 ms, sdk ≤ 35 ms, peak memory ≤ 12 MB more.',
  ])
}
