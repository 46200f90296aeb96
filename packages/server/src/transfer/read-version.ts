import { DotPromptError } from '@smarter-api/dotprompt/render'
import { AgentSchema, DatasetSchema, EvaluatorSchema, FlowSchema, PromptSchema, ToolSchema } from '@smarter-api/schemas/humanloop'
import type { GenericSchema } from 'valibot'
import { canonicalJson, sha256 } from '../digest.js'
import { checkId, checkLabel, checkText } from '../humanloop/check-label.js'
import { checkPath, lastPart } from '../humanloop/files/file-path.js'
import { kindNamed } from '../humanloop/files/file-kinds.js'
import { presentBase } from '../humanloop/files/present-base.js'
import { momentOf } from '../humanloop/kept-fields.js'
import type { FileRecord, Records, VersionRecord } from '../repository/repository.js'
import { checkShape, Unfit } from './unfit.js'
import { toVersionContent } from './version-content.js'
import { textIn } from './wire.js'
import type { Wire } from './wire.js'

/** Schemas of files by their kind. */
export const fileSchemas: Partial<Record<string, GenericSchema>> = {
  prompt: PromptSchema, tool: ToolSchema, dataset: DatasetSchema, evaluator: EvaluatorSchema, flow: FlowSchema, agent: AgentSchema,
}

/** A file and one of its versions as a record tells them. The content of a Dataset's version is not in its record. */
export interface ReadFile {
  file: FileRecord
  version: VersionRecord
}

/** Fields that have a place of their own, or are found out anew whenever they are asked for. */
const placed = new Set(
  ('type path id directory_id name description readme tags version_id version_name version_description environments evaluators ' +
    'evaluator_aggregates version_logs_count total_logs_count linked_tools tools datapoints datapoints_count smarter').split(' '),
)
/** File systems take 255 bytes. */
const mostBytesOfName = 200
const nothing = { environmentsOf: () => [], useOf: () => undefined, logsOf: () => 0 }

/**
 * Reads a file's record: the file, the version, and what else it carries.
 *
 * @throws {Unfit} When it is not as the API describes it, or could not be kept or shown here.
 */
export async function readFile(records: Records, kind: string, wire: Wire, members?: { digest: string; count: number }): Promise<ReadFile> {
  const schema = fileSchemas[kind]
  if (schema === undefined) throw new Unfit(`Files of kind "${kind}" are not known.`)
  checkShape(schema, wire, kind)
  const file = readFileRecord(kind, wire)
  const content = kind === 'dataset' ? { digest: '', count: 0, ...members, attributes: wire['attributes'] ?? {} } : await toVersionContent(records, kind, wire)
  const version: VersionRecord = {
    id: fileName(wire, 'version_id'),
    fileId: file.id,
    hash: await sha256(canonicalJson(content)),
    name: labelIn(wire, 'version_name', checkLabel) || null,
    description: labelIn(wire, 'version_description'),
    content,
    createdAt: momentOf(wire['created_at']),
    updatedAt: momentOf(wire['updated_at']),
    deletedAt: null,
  }
  const kept = await fieldsToKeep(records, { file, version }, wire)
  return { file, version: Object.keys(kept).length === 0 ? version : { ...version, kept } }
}

function readFileRecord(kind: string, wire: Wire): FileRecord {
  const path = checkPath(textIn(wire, 'path') ?? '')
  const details = {
    description: labelIn(wire, 'description'),
    readme: labelIn(wire, 'readme'),
    tags: (wire['tags'] as string[] | null | undefined) ?? null,
    monitors: [],
  }
  const times = { createdAt: momentOf(wire['created_at']), updatedAt: momentOf(wire['updated_at']) }
  return { id: fileName(wire, 'id'), kind, path, directoryId: '', name: lastPart(path), details, ...times }
}

function labelIn(wire: Wire, field: string, check = checkText): string | null {
  const text = wire[field]
  if (typeof text !== 'string') return null
  check(text, [field])
  return text
}

/** An id that an export can name a file by. */
export function fileName(wire: Wire, field: string): string {
  const id = textIn(wire, field) ?? ''
  checkId(id, [field])
  if (/^\.{1,2}$|[/\\:\p{Cc}]/u.test(id) || new TextEncoder().encode(id).length > mostBytesOfName) throw new Unfit(`The ${field} "${id.slice(0, 200)}" cannot be the name of a file.`)
  return id
}

/** What the wire form says that would not show here, or otherwise. */
async function fieldsToKeep(records: Records, { file, version }: ReadFile, wire: Wire): Promise<Record<string, unknown>> {
  const base = { ...presentBase({ file, version }, nothing), evaluators: [], evaluator_aggregates: [] }
  momentOf(wire['last_used_at'])
  try {
    const [shown] = await kindNamed(file.kind).present(records, [{ file, version, base }])
    return differences(wire, { ...shown }, placed)
  } catch (error) {
    if (error instanceof DotPromptError || error instanceof TypeError) throw new Unfit(`The ${file.kind} has parts that cannot be shown here (${error.message}).`)
    throw error
  }
}

/** Fields of a record whose values differ from those of another one. */
export function differences(wire: Wire, shown: Wire, leftOut: ReadonlySet<string>): Record<string, unknown> {
  const told = Object.entries(wire).filter(([name, value]) => !leftOut.has(name) && canonicalJson(value) !== canonicalJson(shown[name]))
  return Object.fromEntries(told)
}
