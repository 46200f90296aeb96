const ownTables = ['schema_version', 'files', 'idempotency']

/** Whether the tables of a database are those of another program. An empty database is nobody's. */
export function areForeign(tables: readonly string[]): boolean {
  return tables.length > 0 && !ownTables.every((name) => tables.includes(name))
}
