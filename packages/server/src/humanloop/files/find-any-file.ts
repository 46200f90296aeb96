import type { AnyFile, AnyFileListQuery, AnyFileQuery, PaginatedDataAnyFile, RetrieveByPathRequest } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import type { Records } from '../../repository/repository.js'
import { agentFormat } from '../agents/agent-kind.js'
import type { KernelFormat } from '../models/model-content.js'
import { writeText } from '../models/model-text.js'
import { promptFormat } from '../prompts/prompt-kind.js'
import { notFound } from '../refusals.js'
import { chooseVersion, getEnvironment } from './choose-version.js'
import type { FileVersion } from './file-kind.js'
import { kindNamed } from './file-kinds.js'
import { listPage } from './list-page.js'
import { presentVersions } from './present-versions.js'

const formats: Partial<Record<string, KernelFormat>> = { prompt: promptFormat, agent: agentFormat }

/** `GET /files`: with an environment, only files that have a version deployed there, at that version. */
export const listAnyFiles: Handler<undefined, AnyFileListQuery> = async ({ query, services }) =>
  services.repository.read(async (records) => {
    const { environment, path, type } = query
    const environmentId = environment === undefined ? undefined : (await getEnvironment(records, { name: environment })).id
    const kinds = query.template === true ? [] : type
    const { items, total, page, size } = await listPage(records, query, { kinds, below: path, environmentId })
    return json({ records: await present(records, items, query), total, page, size } satisfies PaginatedDataAnyFile)
  })

/** `POST /files/retrieve-by-path` */
export const retrieveByPath: Handler<RetrieveByPathRequest, AnyFileQuery> = async ({ body, query, services }) =>
  services.repository.read(async (records) => {
    const file = await records.files.find({ path: body.path })
    if (file === undefined) throw notFound(`No file has the path "${body.path}".`)
    const { environment } = query
    const version = await chooseVersion(records, kindNamed(file.kind), file, environment === undefined ? {} : { environment })
    const [presented] = await present(records, [{ file, version }], query)
    return json(presented)
  })

async function present(records: Records, targets: FileVersion[], { include_raw_file_content: withText }: AnyFileQuery): Promise<AnyFile[]> {
  const presented = await presentVersions(records, targets.map(({ version }) => version.id))
  const files = targets.map(async (target) => {
    const file = presented.get(target.version.id)
    if (file === undefined) return []
    return withText === true ? [{ ...file, ...(await textOf(target)) }] : [file]
  })
  return (await Promise.all(files)).flat()
}

/** A Prompt or an Agent that cannot be written as text has none. */
async function textOf({ file, version }: FileVersion): Promise<{ raw_file_content?: string | null }> {
  const format = formats[file.kind]
  if (format === undefined) return {}
  const written = await writeText(version, format)
  return { raw_file_content: typeof written === 'string' ? written : null }
}
