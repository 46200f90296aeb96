import { NewerDatabaseError } from '../repository/sql/migrations.js'
import { saidByEngine } from './engine-trouble.js'
import { codeOf } from './error-code.js'
import { explainFullDisk } from './explain-failure.js'
import { StartError } from './start-error.js'

/** Turns what went wrong while a database file was opened into one sentence. */
export function explainLibsql(error: unknown, dataFile: string): unknown {
  if (error instanceof StartError) return error
  if (error instanceof NewerDatabaseError) {
    return new StartError(`The database ${dataFile} was written by a newer release (schema ${error.found}, this one knows ${error.known}). Update @smarter-api/server.`)
  }
  const code = codeOf(saidByEngine(error))
  if (code === 'SQLITE_NOTADB') return new StartError(`The file ${dataFile} is not a database. Choose another file for the data, or move this one away.`)
  const full = explainFullDisk(error)
  if (full !== undefined) return new StartError(full, { cause: error })
  const reason = code === '' || code.startsWith('UNKNOWN') ? '' : ` (${code})`
  return new StartError(`The database ${dataFile} cannot be opened${reason}. Check that the file is whole, and that this program may read and write it, the files beside it and their folder.`, { cause: error })
}

export function foreignFile(dataFile: string): StartError {
  return new StartError(`The database ${dataFile} belongs to another program. Choose another file for the data.`)
}
