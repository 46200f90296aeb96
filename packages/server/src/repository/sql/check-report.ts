/** Something in a database that is not as the server writes it. */
export interface DatabaseProblem {
  /** The table; `null` when it is the database as a whole. */
  table: string | null
  /** Key of the row; `null` when it is the table as a whole. */
  id: string | null
  /** What is wrong, in a sentence. */
  what: string
  /** What to do about it, in a sentence. */
  remedy: string
}

/** What was found in a database. */
export interface DatabaseFindings {
  /** How many rows each table has. */
  counts: Record<string, number>
  /** What is wrong: up to 100 problems of each sort. Empty when the database is sound. */
  problems: DatabaseProblem[]
  /** How many problems there are beyond those that are listed. */
  unlisted: number
}

/** How many problems of one sort are listed. */
export const mostListed = 100

/** What to do where only the engine's own means help. */
export const restoreRemedy = 'Restore a backup of the database.'
