import type Libsql from 'libsql'
import { toTrouble } from './engine-trouble.js'
import { LibsqlConnection } from './libsql-connection.js'

/** Connections to a libSQL database, as many as are in use at once. */
export class LibsqlPool {
  private readonly idle: LibsqlConnection[] = []
  private isClosed = false

  constructor(private readonly connect: () => Libsql.Database) {}

  take(): LibsqlConnection {
    return this.idle.pop() ?? this.open()
  }

  giveBack(connection: LibsqlConnection): void {
    if (connection.isFree && !this.isClosed) this.idle.push(connection)
    else connection.close()
  }

  /** Closes those that are not in use, and the others when they are given back. */
  close(): void {
    this.isClosed = true
    for (const connection of this.idle.splice(0)) connection.close()
  }

  private open(): LibsqlConnection {
    if (this.isClosed) throw new Error('The database is closed.')
    try {
      return new LibsqlConnection(this.connect())
    } catch (error) {
      throw toTrouble(error, 'lost')
    }
  }
}
