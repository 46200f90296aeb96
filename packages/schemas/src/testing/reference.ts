import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export interface ReferenceSchema {
  $ref?: string
  type?: string | string[]
  format?: string
  minimum?: number
  const?: unknown
  enum?: unknown[]
  anyOf?: ReferenceSchema[]
  allOf?: ReferenceSchema[]
  items?: ReferenceSchema
  properties?: Record<string, ReferenceSchema>
  additionalProperties?: boolean | ReferenceSchema
  required?: string[]
}

export interface ReferenceContent {
  schema?: ReferenceSchema
  example?: unknown
}

export interface ReferenceParameter {
  in?: string
  name?: string
  required?: boolean
  schema?: ReferenceSchema
}

export interface ReferenceOperation {
  'parameters'?: ReferenceParameter[]
  'requestBody'?: { content: Record<string, ReferenceContent> }
  'responses': Record<string, { content?: Record<string, ReferenceContent> }>
  'x-sdk'?: unknown
}

export interface Reference {
  paths: Record<string, Record<string, ReferenceOperation>>
  components: { schemas: Record<string, ReferenceSchema> }
}

const folder = fileURLToPath(new URL('../../../../../shared/reference/', import.meta.url))

/** Reads a description of an API that lies beside the repository, where there is one. */
export function readReference(name: string): Reference | undefined {
  const path = `${folder}${name}`
  if (existsSync(path)) return parse(readFileSync(path, 'utf8')) as Reference
  process.stdout.write(`skipped: ${name} is not beside the repository, so nothing can be compared with it\n`)
  return undefined
}
