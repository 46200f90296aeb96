import { Option } from 'commander'

/** An option that an environment variable can set too: `--max-body` by `SMARTER_SERVER_MAX_BODY`. */
export function option(flags: string, description: string): Option {
  const declared = new Option(flags, description)
  return declared.env(`SMARTER_SERVER_${declared.name().replaceAll('-', '_').toUpperCase()}`)
}

/** Describes an option in the help, with its default. Variables are left out: one sentence tells them all. */
export function describeOption({ description, defaultValue, defaultValueDescription }: Option): string {
  const byDefault = defaultValueDescription ?? (typeof defaultValue === 'boolean' || defaultValue === undefined ? undefined : String(defaultValue))
  return byDefault === undefined ? description : `${description} (default: ${byDefault})`
}
