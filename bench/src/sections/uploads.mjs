import { execFile } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startProcess } from '../crew.mjs'
import { decimals, printTable } from '../table.mjs'

const child = fileURLToPath(new URL('../uploads-child.mjs', import.meta.url))

/** Peak memory and time of one multipart upload; each runs in a process of its own. */
export async function run({ uploadSize }) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-upload-'))
  const server = await startProcess('local-server.mjs')
  const path = join(folder, 'input.jsonl')
  const rows = []
  const notes = []
  try {
    const file = await open(path, 'w')
    await file.truncate(uploadSize)
    await file.close()
    for (const source of ['path', 'stream', 'Blob']) {
      const seconds = {}
      for (const who of ['openai 6', 'openai 7', 'smarter-api']) {
        try {
          const { stdout } = await promisify(execFile)(process.execPath, [child, who, source, path, server.first])
          const result = JSON.parse(stdout)
          if (result.bytes < uploadSize) throw new Error(`only ${result.bytes} bytes arrived`)
          seconds[who] = result.seconds
          const ratio = seconds['openai 6'] ? decimals(result.seconds / seconds['openai 6'], 2) : ''
          rows.push([`${who}, from a ${source}`, decimals(result.peak, 0), decimals(result.seconds), ratio, decimals(result.cpu)])
        } catch (error) {
          notes.push(`${who} from a ${source} failed: ${/^\w*Error.*$/m.exec(error.stderr ?? '')?.[0] ?? error.message.split('\n')[0]}`)
        }
      }
    }
  } finally {
    server.stop()
    await rm(folder, { recursive: true })
  }
  const headings = ['', 'peak MB', 's', '× openai 6', 'CPU s']
  printTable(`Multipart upload of ${uploadSize / 1024 / 1024} MiB`, [headings, ...rows], [...notes, 'Goal at 1024 MiB: peak ≤ 110 MB, ≤ 0.6 × the time of openai 6.'])
}
