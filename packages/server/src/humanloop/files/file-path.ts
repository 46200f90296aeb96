import { checkLabel } from '../check-label.js'
import { invalidField } from '../refusals.js'

/** Most names in a path. */
export const deepest = 64

/** Refuses paths that no file or directory can have: blank, absolute, too deep, or with empty and dotted parts. */
export function checkPath(path: string): string {
  checkLabel(path, ['path'])
  if (depthOf(path) > deepest) throw invalidField(['path'], `A path has at most ${deepest} names. Make it flatter.`)
  if (path.split('/').every(isName)) return path
  throw invalidField(['path'], 'A path is names joined by single slashes, such as support/greeting, without one at either end.')
}

/** Refuses names that would be paths. */
export function checkPart(name: string): string {
  checkLabel(name, ['name'])
  if (name.includes('/')) throw invalidField(['name'], 'A name has no slashes. To move to another directory, give path.')
  if (isName(name)) return name
  throw invalidField(['name'], 'A name is neither blank, nor one or two dots.')
}

function isName(part: string): boolean {
  return part.trim() !== '' && part !== '.' && part !== '..'
}

/** The name of a file or directory: what follows the last slash of its path. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** How many names a path has. */
export function depthOf(path: string): number {
  return path.split('/').length
}

/** The path of the directory that holds a file or directory; the root's is empty. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

export function joinPath(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`
}
