import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { codeOf } from '../error-code.js'

/** What lies at a path. `other` is neither a file nor a folder that may be read: a device or a pipe, which may never end, or a link to elsewhere. */
export type Kind = 'file' | 'folder' | 'other' | 'missing'

const nowhere = new Set(['ENOENT', 'ENOTDIR'])

/** Says of paths below a folder what lies there. Links are followed as long as they stay in the folder: nobody else's files are taken for its own. */
export function insideFolder(folder: string): (path: string) => Promise<Kind> {
  let root: Promise<string> | undefined
  return async (path) => {
    try {
      root ??= realpath(folder)
      const target = await realpath(join(folder, path))
      const way = relative(await root, target)
      if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return 'other'
      const found = await stat(target)
      return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
    } catch (error) {
      return nowhere.has(codeOf(error)) ? 'missing' : 'other'
    }
  }
}
