/**
 * Writes a name as servers from 0.14 store it: in snake_case, so that `My-Bot` becomes `my_bot`.
 *
 * @param name The name of a manifest.
 */
export function storedName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase()
}
