// `npm run demo [-- file.prompt "question"]` on a fresh clone: installs what is missing, builds the packages, runs the example.
import { existsSync } from 'node:fs'
import { readInvocation, usage } from '../examples/demo/invocation.mjs'
import { failure } from '../examples/demo/say.mjs'
import { build, install, root } from './workspace.mjs'

try {
  const invocation = readInvocation(process.argv.slice(2))
  if (invocation === undefined) console.log(usage)
  else process.exitCode = await prepareAndRun(invocation)
} catch (error) {
  failure(error.message)
  process.exitCode = 1
}

async function prepareAndRun(invocation) {
  const isPrepared = ['node_modules/.modules.yaml', 'packages/server/dist/esm', 'packages/sdk/dist/esm'].every((path) => existsSync(root + path))
  console.log(isPrepared ? 'Checking that everything is installed and built …' : 'First run, about a minute. Installing the dependencies …')
  install()
  if (!isPrepared) console.log('Building the packages …')
  build('./examples/demo')
  const { runDemo } = await import('../examples/demo/run-demo.mjs')
  return runDemo(invocation)
}
