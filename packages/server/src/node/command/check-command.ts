import type { Command } from 'commander'
import type { DatabaseReport } from '../check-database.js'
import type { CommandHost } from './command-host.js'
import { addStorageOptions, describeStorage, readStorage } from './storage-options.js'

/** Declares `check`: whether a database is sound. */
export function addCheckCommand(program: Command, { print }: CommandHost, finish: (code: number) => void): void {
  const check = addStorageOptions(program.command('check').description('verify a database, without changing it; servers may go on'))
  check.optionsGroup('Check:').option('--json', 'print the report as JSON', false).action(async ({ json }: { json: boolean }) => {
    const storage = readStorage(check)
    const { checkDatabase } = await import('../check-database.js')
    const report = await checkDatabase(storage)
    for (const line of json ? [JSON.stringify(report, null, 2)] : describe(report, describeStorage(storage))) print(line)
    finish(report.problems.length === 0 ? 0 : 2)
  })
}

function describe({ engine, schemaVersion, counts, problems, unlisted, note }: DatabaseReport, place: string): string[] {
  const filled = Object.entries(counts).filter(([, count]) => count > 0)
  return [
    `${engine === 'Postgres' ? '' : `${engine} database in `}${place}${schemaVersion === null ? '' : `, schema ${schemaVersion}`}.`,
    ...(filled.length === 0 ? [] : [`Rows: ${filled.map(([table, count]) => `${table} ${count}`).join(', ')}.`]),
    ...(note === null ? [] : [note]),
    ...problems.map(({ table, id, what, remedy }) => `PROBLEM  ${[table, id].filter((part) => part !== null).join(' ')}${table === null ? '' : ': '}${what} ${remedy}`),
    ...(unlisted > 0 ? [`… and ${unlisted} more.`] : []),
    ...(problems.length > 0 ? [`${problems.length + unlisted} ${problems.length + unlisted === 1 ? 'problem' : 'problems'} found.`] : note === null ? ['It is sound.'] : []),
  ]
}
