import type * as DotPrompt from '@smarter-api/dotprompt'

/** What reads and writes `.prompt` files. It is loaded when it is first needed: with its parser of YAML it would take a good part of a start. */
export function dotPrompt(): Promise<typeof DotPrompt> {
  return import('@smarter-api/dotprompt')
}
