import { ConfigurationError } from './errors.js'

/** Refuses an option's value, shown as it was written: `"3"` in quotes is not the number 3. */
export function refuseValue(name: string, rule: string, value: unknown): never {
  throw new ConfigurationError(`${name} must be ${rule}; got ${typeof value === 'string' ? `"${value}"` : String(value)}`)
}
