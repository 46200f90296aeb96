import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const manifest = createRequire(import.meta.url).resolve('@smarter-api/server/package.json')
const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { 'smarter-server': string } }
const command = join(dirname(manifest), bin['smarter-server'])

/** The built `smarter-server` in a process of its own. */
export interface ServerProcess {
  url: string
  /** What it complained about: failures inside the server. */
  complaints: string[]
  /** Ends it at once, as the system does when memory runs out. */
  kill(): Promise<void>
  /** Asks it to end, and gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts a server on a free port. It is gone when the test is over. */
export async function startServer(storage: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, [command, '--port', '0', '--log-level', 'error', ...storage], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close') as Promise<[number | null]>
  const complaints: string[] = []
  createInterface(child.stderr).on('line', (line) => complaints.push(line))
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    child.kill(signal)
    const [code] = await ended
    return code
  }
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = await readAddress(child.stdout)
  if (url === undefined) {
    await ended
    throw new Error(`The server did not start: ${complaints.join('\n')}`)
  }
  return { url, complaints, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') }
}

async function readAddress(output: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface(output)) {
    const [url] = /http:\/\/[\w.:]+/.exec(line) ?? []
    if (url !== undefined) {
      output.resume()
      return url
    }
  }
  return undefined
}
