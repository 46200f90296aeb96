import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codeOf } from './error-code.js'
import { StartError } from './start-error.js'

/**
 * Makes the folder that a database file lies in.
 *
 * @throws {StartError} When the folder cannot be made, or the file is a folder itself.
 */
export function prepareDataFolder(dataFile: string): void {
  if (dataFile.trim() === '') throw new StartError('The name of the database file is blank. Name a file, such as .smarter/smarter.db.')
  const folder = dirname(resolve(dataFile))
  try {
    makeFolder(folder)
    if (!isFolder(dataFile)) return
  } catch (error) {
    throw new StartError(`The folder ${folder} for the database cannot be made or read (${codeOf(error)}). Choose another place for the data.`)
  }
  throw new StartError(`The database ${dataFile} is a folder. Name a file, such as ${dataFile.replace(/\/+$/, '')}/smarter.db.`)
}

/**
 * Refuses a database file that is not there, where making a new one would answer a slip of the pen with an empty database.
 *
 * @throws {StartError} When there is no such file.
 */
export function requireDataFile(dataFile: string): void {
  if (!existsSync(dataFile)) throw new StartError(`There is no database ${dataFile}. Name the file that a server keeps its data in.`)
}

/** Makes a folder and those above it. Node's own recursion never ends where the system refuses new folders, as below /proc. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!isFolder(folder)) throw error
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
