/**
 * Most characters of a name, a path or an id that callers choose. All are indexed, and Postgres takes no more than 2704 bytes into an index; a character has
 * up to three, and a file in a directory that was moved has a path of up to twice as many.
 */
export const longestLabel = 400
