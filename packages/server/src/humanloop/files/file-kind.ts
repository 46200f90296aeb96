import type { AnyFile } from '@smarter-api/schemas/humanloop'
import type { FileRecord, Records, VersionRecord } from '../../repository/repository.js'
import type { FileBaseFields } from './present-base.js'

/** A file and one version of it. */
export interface FileVersion {
  file: FileRecord
  version: VersionRecord
}

/** A file that is put into its wire form, as far as all kinds are alike. */
export interface ShownFile extends FileVersion {
  base: FileBaseFields
}

/** What is particular to one kind of file; everything else is the same for all. */
export interface FileKind<File extends AnyFile = AnyFile> {
  /** On the wire: `prompt`. */
  kind: string
  /** In paths: `prompts`. */
  collection: string
  /** For people: `Prompt`. */
  label: string
  fileIdPrefix: string
  versionIdPrefix: string
  /** Adds what only this kind has on the wire, with as many queries for many files as for a few. */
  present(records: Records, shown: ShownFile[]): Promise<File[]>
}

/** A kind whose files are called or logged: all but Datasets. */
export interface CallableKind<File extends AnyFile = AnyFile> extends FileKind<File> {
  /** Finds the definition of a version in the body of a call or a Log. */
  definitionIn(body: object): unknown
  /** Makes the content of a version from its definition, so that equal definitions have equal contents. Refuses links to what is not there. */
  toContent(records: Records, definition: unknown): Promise<Record<string, unknown>>
}

/** Keeps the fields of a definition that say something: those left out, and `null`, mean the default. */
export function pick(definition: object, fields: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(definition).filter(([name, value]) => fields.has(name) && value !== null && value !== undefined))
}
