import type * as Package from '@smarter-api/dotprompt'

/** What reads and writes `.prompt` and `.agent` files. */
export type DotPrompt = typeof Package

/** It is loaded when it is first needed: with its parser of YAML it would take a good part of a start. */
export function dotPrompt(): Promise<DotPrompt> {
  return import('@smarter-api/dotprompt')
}
