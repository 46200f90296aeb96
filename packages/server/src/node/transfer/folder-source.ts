import { open, readdir, readFile, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { wholeFile } from '../../transfer/import-source.js'
import type { ImportSource, SourceLine } from '../../transfer/import-source.js'
import { reversed } from '../../reversed.js'
import { sorted } from '../../sorted.js'
import { insideFolder } from './inside-folder.js'
import { indexLines } from './line-index.js'

const mostBytes = 64 << 20
const mostLines = 10_000_000
const bytesAtOnce = 4 << 20
const linesAtOnce = 250
/** What systems leave in folders that people look into. */
const clutter = /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini)$/

/**
 * Reads an export from a folder. Files of lines are never read whole.
 *
 * @param folder The export folder.
 * @param onBytes Hears how many bytes of lines were read.
 */
export function folderSource(folder: string, onBytes: (bytes: number) => void = () => undefined): ImportSource {
  const kindOf = insideFolder(folder)
  return {
    async list(path) {
      const kind = await kindOf(path)
      if (kind !== 'folder') return kind === 'missing' ? undefined : null
      try {
        const names = await readdir(join(folder, path))
        return sorted(names.filter((name) => !clutter.test(name)), (one, other) => (one < other ? -1 : 1))
      } catch {
        return null
      }
    },
    async readText(path) {
      const kind = await kindOf(path)
      if (kind !== 'file') return kind === 'missing' ? undefined : null
      try {
        const { size } = await stat(join(folder, path))
        return size > mostBytes ? null : (decode(await readFile(join(folder, path))) ?? null)
      } catch {
        return null
      }
    },
    async *readLines(path, { backwards = false } = {}) {
      const file = (await kindOf(path)) === 'file' ? await open(join(folder, path)).catch(() => undefined) : undefined
      if (file === undefined) {
        yield [wholeFile]
        return
      }
      try {
        for await (const { bytes, lines } of readParts(file, backwards)) {
          if (lines.length > 0) yield lines
          onBytes(bytes)
        }
      } finally {
        await file.close()
      }
    },
  }
}

async function* readParts(file: FileHandle, backwards: boolean): AsyncGenerator<{ bytes: number; lines: SourceLine[] }> {
  const bounds = await indexLines(file, mostLines)
  if (bounds === undefined) {
    yield { bytes: 0, lines: [wholeFile] }
    return
  }
  const count = bounds.length - 1
  for (let done = 0; done < count; ) {
    const [first, end] = backwards ? partBefore(bounds, count - done) : partAfter(bounds, done)
    done += end - first
    const lines = await readRange(file, bounds, first, end)
    yield { bytes: at(bounds, end) - at(bounds, first), lines: backwards ? reversed(lines) : lines }
  }
}

/** As many lines as are read at once, from the first one. A line that is longer than that comes alone. */
function partAfter(bounds: number[], first: number): [number, number] {
  let end = first + 1
  while (end < bounds.length - 1 && end - first < linesAtOnce && at(bounds, end + 1) - at(bounds, first) <= bytesAtOnce) end += 1
  return [first, end]
}

function partBefore(bounds: number[], end: number): [number, number] {
  let first = end - 1
  while (first > 0 && end - first < linesAtOnce && at(bounds, end) - at(bounds, first - 1) <= bytesAtOnce) first -= 1
  return [first, end]
}

async function readRange(file: FileHandle, bounds: number[], first: number, end: number): Promise<SourceLine[]> {
  const [start, length] = [at(bounds, first), at(bounds, end) - at(bounds, first)]
  if (length > mostBytes) return [{ number: first + 1, text: undefined }]
  const buffer = Buffer.allocUnsafe(length)
  await file.read(buffer, 0, length, start)
  const lines: SourceLine[] = []
  for (let line = first; line < end; line += 1) {
    const text = decode(buffer.subarray(at(bounds, line) - start, at(bounds, line + 1) - start))
    if (text === undefined || text.trim() !== '') lines.push({ number: line + 1, text })
  }
  return lines
}

function at(bounds: number[], index: number): number {
  return bounds[index] ?? 0
}

/** A byte order mark is left out; `undefined` for bytes that are not UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
