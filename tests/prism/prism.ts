import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A Prism that checks requests and answers on their way to a server and back. */
export interface Prism {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** Ends its process. */
  stop(): Promise<void>
}

const command = createRequire(import.meta.url).resolve('@stoplight/prism-cli/dist/index.js')
const patience = 120_000

/** Starts Prism in front of a server. */
export async function startPrism(description: object, upstream: string): Promise<Prism> {
  const folder = await mkdtemp(join(tmpdir(), 'prism-'))
  const file = join(folder, 'description.json')
  await writeFile(file, JSON.stringify(description))
  const child = spawn(process.execPath, [command, 'proxy', '--errors', '--host', '127.0.0.1', '--port', '0', file, upstream], { stdio: ['ignore', 'pipe', 'inherit'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), patience)
  const output: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    output.push(line)
    const url = /Prism is listening on (http:\S+)/.exec(line)?.[1]
    if (url === undefined) continue
    clearTimeout(timer)
    child.stdout.resume()
    return {
      url,
      async stop() {
        if (child.exitCode === null && child.kill()) await once(child, 'exit')
        await rm(folder, { recursive: true })
      },
    }
  }
  clearTimeout(timer)
  await rm(folder, { recursive: true })
  throw new Error(`Prism did not start, or not within ${patience / 1000} s:\n${output.join('\n')}`)
}
