/** Where and in which file a {@link DotPromptError} happened. */
export interface DotPromptErrorPlace {
  /** Line, counted from 1. */
  line?: number | undefined
  /** Column in UTF-16 units, counted from 1. */
  column?: number | undefined
  /** Name of the file, as given to the parser. */
  filename?: string | undefined
}

/**
 * Reports a file that cannot be read or written, or a template that cannot be rendered.
 *
 * The message says where, what is wrong, and what to do: `support.prompt:3:14: temperature must be a number, got "hot". Write a number such as 0.7.`
 */
export class DotPromptError extends Error {
  override name = 'DotPromptError'
  /** What is wrong and what to do, without the place. */
  readonly reason: string
  /** Line of the problem, from 1. Absent when the problem is not in a text, such as a missing input. */
  readonly line?: number
  /** Column of the problem in UTF-16 units, from 1. Absent together with `line`. */
  readonly column?: number
  /** Name of the file, when the caller gave one. */
  readonly filename?: string

  constructor(reason: string, place: DotPromptErrorPlace = {}, options?: ErrorOptions) {
    const location = [place.filename, place.line, place.column].filter((part) => part !== undefined).join(':')
    super(location === '' ? reason : `${location}: ${reason}`, options)
    this.reason = reason
    if (place.line !== undefined) this.line = place.line
    if (place.column !== undefined) this.column = place.column
    if (place.filename !== undefined) this.filename = place.filename
  }
}

/** Reports every variable of a template that has no input, at once. */
export class MissingVariablesError extends DotPromptError {
  override name = 'MissingVariablesError'
  /** Names of the variables, sorted, each once. */
  readonly variables: string[]

  constructor(variables: string[]) {
    super(`the template needs inputs that were not given: ${variables.join(', ')}. Add them to the inputs; null counts as not given.`)
    this.variables = variables
  }
}
