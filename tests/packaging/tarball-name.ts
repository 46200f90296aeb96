import { basename } from 'node:path'

/** Gives the name of the package that a tarball holds, without its scope. */
export function packageOf(tarball: string): string {
  return basename(tarball).replace(/^smarter-api-(.*)-\d+\.\d+\.\d+.*$/, '$1')
}
