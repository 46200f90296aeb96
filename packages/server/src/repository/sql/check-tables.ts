import { restoreRemedy } from './check-report.js'
import type { DatabaseProblem } from './check-report.js'

/** A column or an index of a table. An index is written such as `unique (file_id, hash)`. */
export interface TablePart {
  /** The table. */
  name: string
  part: string
  /** What makes the index, where a statement of its own does. */
  statement?: string | null
}

/** A table as an engine has it. */
export interface TableShape {
  name: string
  columns: TablePart[]
  indexes: TablePart[]
}

export function toShapes(columns: TablePart[], indexes: TablePart[]): TableShape[] {
  const ofTable = (parts: TablePart[], table: string): TablePart[] => parts.filter(({ name }) => name === table)
  return [...new Set(columns.map(({ name }) => name))].map((name) => ({ name, columns: ofTable(columns, name), indexes: ofTable(indexes, name) }))
}

/** Compares tables with those that the migrations make, and finds what is missing. What is there in addition does no harm. */
export function findMissingParts(found: TableShape[], expected: TableShape[]): DatabaseProblem[] {
  return expected.flatMap(({ name, columns, indexes }) => {
    const shape = found.find((candidate) => candidate.name === name)
    const tell = (what: string, remedy = restoreRemedy): DatabaseProblem => ({ table: name, id: null, what, remedy })
    if (shape === undefined) return [tell('The table is missing.')]
    return [
      ...missing(columns, shape.columns).map(({ part }) => tell(`The column ${part} is missing.`)),
      ...missing(indexes, shape.indexes).map(({ part, statement }) =>
        tell(`The index on ${part} is missing.`, statement ? `Make it again: ${statement.replaceAll(/\s+/g, ' ')}` : restoreRemedy),
      ),
    ]
  })
}

function missing(wanted: TablePart[], present: TablePart[]): TablePart[] {
  const known = new Set(present.map(({ part }) => part))
  return wanted.filter(({ part }) => !known.has(part))
}
