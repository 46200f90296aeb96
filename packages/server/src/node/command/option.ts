import { Option } from 'commander'

const negations = new Set(['', '0', 'false', 'no', 'off'])

/** An option that an environment variable can set too: `--max-body` by `SMARTER_SERVER_MAX_BODY`. */
export function option(flags: string, description: string): Option {
  const declared = new Option(flags, description)
  return declared.env(variableOf(declared))
}

/** An option without a value. Its variable sets it, unless that says no: files of settings write `false` for what is off. */
export function flag(flags: string, description: string): Option {
  const declared = new Option(flags, description).default(false)
  const variable = variableOf(declared)
  return negations.has((process.env[variable] ?? '').trim().toLowerCase()) ? declared : declared.env(variable)
}

function variableOf(declared: Option): string {
  return `SMARTER_SERVER_${declared.name().replaceAll('-', '_').toUpperCase()}`
}

/** Describes an option in the help, with its default. Variables are left out: one sentence tells them all. */
export function describeOption({ description, defaultValue, defaultValueDescription }: Option): string {
  const byDefault = defaultValueDescription ?? (typeof defaultValue === 'boolean' || defaultValue === undefined ? undefined : String(defaultValue))
  return byDefault === undefined ? description : `${description} (default: ${byDefault})`
}
