import type { Keyring } from './keyring.js'
import { Problem } from './problem.js'

/** The key in the header Authorization, behind one of these schemes in any case. */
export function keyInAuthorization({ headers }: Request, ...schemes: string[]): string | undefined {
  const [, scheme = '', key] = /^(\w+) +(\S+)$/.exec(headers.get('authorization') ?? '') ?? []
  return schemes.includes(scheme.toLowerCase()) ? key : undefined
}

/** Refuses a key that is missing or none of ours. */
export async function requireKey(keyring: Keyring, key: string | null | undefined, header: string, example: string): Promise<void> {
  if (key === undefined || key === null || key === '') throw new Problem('unauthenticated', `No API key was sent. Send yours ${example}.`)
  if (!(await keyring.opens(key))) throw new Problem('wrong-key', `The API key in the header ${header} is not one of this server.`)
}

/** Requires a key as OpenAI's API takes it. */
export function requireBearer(request: Request, keyring: Keyring): Promise<void> {
  return requireKey(keyring, keyInAuthorization(request, 'bearer', 'token'), 'Authorization', 'as: Authorization: Bearer <key>')
}
