/** How one kind of file is called in messages and ids. */
export interface FileKind {
  kind: string
  /** For people. */
  label: string
  fileIdPrefix: string
  versionIdPrefix: string
}

export const promptKind: FileKind = { kind: 'prompt', label: 'Prompt', fileIdPrefix: 'pr', versionIdPrefix: 'prv' }
