import type { FileHandle } from 'node:fs/promises'

const chunkBytes = 1 << 20
const newline = 10

/** Where the lines of a file begin, and where it ends; `undefined` when there are too many. */
export async function indexLines(file: FileHandle, mostLines: number): Promise<number[] | undefined> {
  const bounds = [0]
  const chunk = Buffer.allocUnsafe(chunkBytes)
  for (let offset = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, offset)
    if (bytesRead === 0) {
      if (bounds.at(-1) !== offset) bounds.push(offset)
      return bounds
    }
    for (let found = chunk.indexOf(newline); found !== -1 && found < bytesRead; found = chunk.indexOf(newline, found + 1)) bounds.push(offset + found + 1)
    if (bounds.length > mostLines) return undefined
    offset += bytesRead
  }
}
