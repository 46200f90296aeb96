import { Option } from 'commander'
import type { Command } from 'commander'

const negations = new Set(['', '0', 'false', 'no', 'off'])
const affirmations = new Set(['1', 'true', 'yes', 'on'])

/** An option that an environment variable can set too: `--max-body` by `SMARTER_SERVER_MAX_BODY`. */
export function option(flags: string, description: string): Option {
  const declared = new Option(flags, description)
  return declared.env(variableOf(declared))
}

/** An option without a value. Its variable sets it, unless that says no: files of settings write `false` for what is off. */
export function flag(flags: string, description: string): Option {
  const declared = new Option(flags, description).default(false)
  const variable = variableOf(declared)
  return negations.has(wordOf(variable)) ? declared : declared.env(variable)
}

/** Refuses variables of options without a value that say neither yes nor no: a slip must not turn something on. */
export function refuseUnclearFlags(command: Command): void {
  for (const declared of command.options) {
    const { envVar, long } = declared
    if (envVar === undefined || !declared.isBoolean() || command.getOptionValueSource(declared.attributeName()) !== 'env' || affirmations.has(wordOf(envVar))) continue
    command.error(`error: option '${long}' value '${process.env[envVar]}' from env '${envVar}' is invalid. Write true or false.`)
  }
}

function wordOf(variable: string): string {
  return (process.env[variable] ?? '').trim().toLowerCase()
}

function variableOf(declared: Option): string {
  return `SMARTER_SERVER_${declared.name().replaceAll('-', '_').toUpperCase()}`
}

/** Describes an option in the help, with its default. Variables are left out: one sentence tells them all. */
export function describeOption({ description, defaultValue, defaultValueDescription }: Option): string {
  const byDefault = defaultValueDescription ?? (typeof defaultValue === 'boolean' || defaultValue === undefined ? undefined : String(defaultValue))
  return byDefault === undefined ? description : `${description} (default: ${byDefault})`
}
