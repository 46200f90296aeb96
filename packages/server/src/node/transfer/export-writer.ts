import { mkdir, open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ExportChunk } from '../../transfer/export-chunk.js'
import { layout } from '../../transfer/layout.js'

const lettersAtOnce = 1 << 20

/** How much an export holds. */
export interface ExportCounts {
  files: number
  versions: number
  datapoints: number
  evaluations: number
  logs: number
}

const counted: [keyof ExportCounts, RegExp][] = [
  ['files', new RegExp(`^${layout.files}/[^/]+/${layout.file}$`)],
  ['versions', new RegExp(`^${layout.files}/[^/]+/(${layout.versions}|${layout.deletedVersions})/`)],
  ['datapoints', new RegExp(`^${layout.files}/[^/]+/${layout.datapoints}/`)],
  ['evaluations', new RegExp(`/${layout.evaluation}$`)],
  ['logs', new RegExp(`^${layout.files}/[^/]+/${layout.logs}/`)],
]

/** Writes the pieces of an export below a folder, one file after the other. */
export class ExportWriter {
  readonly counts: ExportCounts = { files: 0, versions: 0, datapoints: 0, evaluations: 0, logs: 0 }
  private readonly folders = new Set<string>()
  private current: { path: string; file: FileHandle; text: string } | undefined

  constructor(
    private readonly root: string,
    private readonly onProgress: ((counts: ExportCounts) => void) | undefined,
  ) {}

  async write(chunk: ExportChunk): Promise<void> {
    if ('folder' in chunk) {
      await this.makeFolder(join(this.root, chunk.folder))
      return
    }
    if (this.current?.path !== chunk.path) await this.turnTo(chunk.path)
    if (this.current !== undefined) this.current.text += chunk.text
    if ((this.current?.text.length ?? 0) > lettersAtOnce) await this.flush()
    this.count(chunk.path)
  }

  async close(): Promise<void> {
    await this.flush()
    await this.current?.file.close()
    this.current = undefined
  }

  private async turnTo(path: string): Promise<void> {
    await this.close()
    await this.makeFolder(dirname(join(this.root, path)))
    this.current = { path, file: await open(join(this.root, path), 'wx'), text: '' }
  }

  private async flush(): Promise<void> {
    if (this.current === undefined || this.current.text === '') return
    await this.current.file.appendFile(this.current.text)
    this.current.text = ''
  }

  private async makeFolder(folder: string): Promise<void> {
    if (this.folders.has(folder)) return
    await mkdir(folder, { recursive: true })
    this.folders.add(folder)
  }

  private count(path: string): void {
    for (const [subject, pattern] of counted) {
      if (!pattern.test(path)) continue
      this.counts[subject] += 1
      this.onProgress?.(this.counts)
    }
  }
}
