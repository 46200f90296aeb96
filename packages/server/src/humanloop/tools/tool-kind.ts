import type { Input, Tool, ToolDefinition, ToolFunction, ToolLogRequest } from '@smarter-api/schemas/humanloop'
import type { VersionRecord } from '../../repository/repository.js'
import { pick } from '../files/file-kind.js'
import type { CallableKind } from '../files/file-kind.js'

const fields = new Set(['function', 'source_code', 'setup_values', 'attributes', 'tool_type'])

export const toolKind: CallableKind<Tool> = {
  kind: 'tool',
  collection: 'tools',
  label: 'Tool',
  fileIdPrefix: 'tl',
  versionIdPrefix: 'tlv',
  definitionIn: (body: ToolLogRequest) => body.tool,
  toContent: async (_records, definition) => ({ tool_type: 'json_schema', ...pick(definition as ToolDefinition, fields) }),

  present: async (_records, shown) =>
    shown.map(({ version, base }) => {
      const content = toolContentOf(version)
      return { ...base, ...content, type: 'tool', inputs: inputsOf(content), signature: signatureOf(content) }
    }),
}

export function toolContentOf(version: VersionRecord): ToolDefinition {
  return version.content
}

/** The function that a Tool describes; a Tool without one has an empty name. */
export function toolFunctionOf(version: VersionRecord): ToolFunction {
  return toolContentOf(version).function ?? { name: '', description: '' }
}

function inputsOf({ function: described }: ToolDefinition): Input[] {
  return argumentNames(described).map((name) => ({ name }))
}

function signatureOf({ function: described }: ToolDefinition): string | null {
  return described ? `${described.name}(${argumentNames(described).join(', ')})` : null
}

function argumentNames(described: ToolFunction | null | undefined): string[] {
  const properties: unknown = described?.parameters?.['properties']
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
}
