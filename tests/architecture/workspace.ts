import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One way into a package: the files of `import` and of `require`. */
export interface Conditions {
  import: { types: string; default: string }
  require: { types: string; default: string }
}

/** What the guards read of a `package.json`. */
export interface Manifest {
  name: string
  version: string
  private?: boolean
  type?: string
  license?: string
  description?: string
  sideEffects?: boolean
  files?: string[]
  engines?: Record<string, string>
  main?: string
  module?: string
  types?: string
  exports?: Record<string, Conditions | string>
  bin?: Record<string, string>
  publishConfig?: Record<string, string>
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/** A published package of the workspace. */
export interface WorkspacePackage {
  /** The folder's name, which is the package's name without its scope. */
  name: string
  folder: string
  manifest: Manifest
}

/** An entry that users import, for example `@smarter-api/core/node`. */
export interface Entry extends Conditions {
  specifier: string
  owner: WorkspacePackage
}

export const root: string = fileURLToPath(new URL('../..', import.meta.url))
export const scope = '@smarter-api/'

/** The published packages, found by their folders. */
export function listPackages(): WorkspacePackage[] {
  const names = readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'package.json')))
  return names.map((name) => {
    const folder = join(root, 'packages', name)
    return { name, folder, manifest: readManifest(folder) }
  })
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

/** Every entry of every published package. */
export function listEntries(packages: WorkspacePackage[] = listPackages()): Entry[] {
  return packages.flatMap((owner) =>
    Object.entries(owner.manifest.exports ?? {}).flatMap(([path, conditions]) =>
      typeof conditions === 'string' ? [] : [{ specifier: owner.manifest.name + path.slice(1), owner, ...conditions }],
    ),
  )
}

/** The source files of a package, as paths from its `src` folder. */
export function listSources({ folder }: WorkspacePackage): string[] {
  return readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
}

/** Whether a source file is left out of the published package. */
export function isTestFile(path: string): boolean {
  return /\.test(-d)?\.ts$/.test(path) || path.split('/').includes('testing')
}
