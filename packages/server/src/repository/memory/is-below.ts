/** Whether a path leads through a directory. The root is above all. */
export function isBelow(path: string, directory: string): boolean {
  return directory === '' || path.startsWith(`${directory}/`)
}
