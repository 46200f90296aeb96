import { NewerDatabaseError } from '../repository/sql/migrations.js'
import { saidByEngine } from './engine-trouble.js'
import { codeOf } from './error-code.js'
import { StartError } from './start-error.js'

const remedies: Record<string, string> = {
  '28P01': 'refuses the user or the password. Check both in its URL.',
  '28000': 'does not let this user in. Check the user in its URL, and the rules of the database server.',
  '3D000': 'does not exist. Create it, or check its name in the URL.',
  '42501': 'does not let this user make or change its tables. Grant it the rights, or name another user.',
  '25006': 'can only be read. Name the primary server, and a user who may write.',
  '53300': 'has too many connections. Close some, or raise its max_connections.',
  '57P03': 'is starting or stopping. Try again in a moment.',
}

/** Turns what went wrong while a Postgres database was opened into one sentence, without the password. */
export function explainPostgres(error: unknown, url: string): unknown {
  const place = describePlace(url)
  if (error instanceof StartError) return new StartError(`${place} ${error.message}`)
  if (error instanceof NewerDatabaseError) {
    return new StartError(`${place} was written by a newer release (schema ${error.found}, this one knows ${error.known}). Update @smarter-api/server.`)
  }
  const said = saidByEngine(error)
  const code = codeOf(said)
  const message = said instanceof Error ? said.message : ''
  const remedy = message.startsWith('SASL') ? remedies['28P01'] : remedies[code]
  if (remedy !== undefined) return new StartError(`${place} ${remedy}`)
  if (/^E[A-Z_]+$/.test(code) || /timeout|terminated/.test(message)) {
    return new StartError(`${place} cannot be reached${code === '' ? '' : ` (${code})`}. Check that it runs, and the host and port in its URL.`)
  }
  return new StartError(`${place} cannot be used (${code === '' ? message : `${code}: ${message}`}).`, { cause: said })
}

/** To be explained like the others, which puts the place before it. */
export function foreignSchema(): StartError {
  return new StartError('belongs to another program. Name another database, or another schema with ?options=-c%20search_path%3Dsmarter at the end of its URL.')
}

function describePlace(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? hostname
  const name = decodeURIComponent(pathname.slice(1))
  return `The Postgres database${name === '' ? '' : ` ${name}`}${host === '' ? '' : ` on ${host}${port === '' ? '' : `:${port}`}`}`
}
