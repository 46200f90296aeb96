import { invalidField } from '../refusals.js'

const deepest = 64

/** Refuses paths that no file or directory can have: blank, absolute, too deep, or with empty and dotted parts. */
export function checkPath(path: string): string {
  const parts = path.split('/')
  if (parts.length > deepest) throw invalidField(['path'], `A path has at most ${deepest} names. Make it flatter.`)
  if (parts.every((part) => part.trim() !== '' && part !== '.' && part !== '..')) return path
  throw invalidField(['path'], 'A path is names joined by single slashes, such as support/greeting, without one at either end.')
}

/** Refuses names that would be paths. */
export function checkPart(name: string): string {
  if (name.includes('/')) throw invalidField(['name'], 'A name has no slashes. To move to another directory, give path.')
  return checkPath(name)
}

/** The name of a file or directory: what follows the last slash of its path. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The path of the directory that holds a file or directory; the root's is empty. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

export function joinPath(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`
}
