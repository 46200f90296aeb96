/**
 * The words an API documents today, plus any word it adds tomorrow.
 *
 * Editors still offer the known words, and a new word from the platform neither fails to compile nor fails to validate.
 */
export type OpenEnum<Word extends string> = Word | (string & {})

/**
 * Tells whether a value is one of the known words of an open enum, and narrows it to them.
 *
 * @param value - The value to look at; anything but a listed word, `null` and `undefined` included, gives `false`.
 * @param words - The known words.
 *
 * @example
 * ```ts
 * if (isKnown(prompt.endpoint, ['chat', 'complete'])) prompt.endpoint // 'chat' | 'complete'
 * ```
 */
export function isKnown<const Word extends string>(value: unknown, words: readonly Word[]): value is Word {
  return (words as readonly unknown[]).includes(value)
}
