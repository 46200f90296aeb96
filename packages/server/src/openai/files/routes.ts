import type { CreateUploadRequest, ListUploadsQuery } from '@smarter-api/schemas/openai'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import { route } from '../../http/route.js'
import type { Exchange, Route } from '../../http/route.js'
import type { UploadRecord } from '../../repository/repository.js'
import { toCursorPage, unknownCursor } from '../cursor-page.js'
import { checkExamples } from './check-examples.js'
import { readUpload } from './read-upload.js'
import { findUpload, getUpload, presentUpload } from './uploaded-file.js'

const usualFiles = 10_000

/** Uploaded files. */
export const uploadRoutes: Route[] = [
  route('POST /files', createUpload, { body: 'form' }),
  route('GET /files', listUploads),
  route('GET /files/{file_id}', retrieveUpload),
  route('DELETE /files/{file_id}', deleteUpload),
  route('GET /files/{file_id}/content', readContent),
]

async function createUpload({ body, services, commit }: Exchange<CreateUploadRequest>): Promise<Answer> {
  const { filename, purpose, content, keptSeconds } = await readUpload(body)
  const upload: UploadRecord = {
    id: `file-${services.randomHex(12)}`,
    filename,
    purpose,
    bytes: content.byteLength,
    fault: purpose === 'fine-tune' ? checkExamples(content).fault : null,
    createdAt: services.now(),
    expiresAt: keptSeconds === undefined ? null : services.later(keptSeconds * 1000),
  }
  return commit(async ({ uploads }) => {
    await uploads.removeExpired(services.now())
    await uploads.insert(upload, content)
    return json(presentUpload(upload))
  })
}

async function listUploads({ query, services }: Exchange<undefined, ListUploadsQuery>): Promise<Answer> {
  const { after, purpose, limit = usualFiles } = query
  return services.repository.read(async (records) => {
    if (after !== undefined && (await findUpload(records, services, after)) === undefined) throw unknownCursor(after)
    const order = query.order === 'asc' ? 'asc' : 'desc'
    const uploads = await records.uploads.list({ purpose, aliveAt: services.now(), after, order, limit: limit + 1 })
    return json(toCursorPage(uploads.map(presentUpload), limit))
  })
}

async function retrieveUpload({ param, services }: Exchange): Promise<Answer> {
  return json(presentUpload(await services.repository.read((records) => getUpload(records, services, param('file_id')))))
}

async function deleteUpload({ param, services, commit }: Exchange): Promise<Answer> {
  return commit(async (records) => {
    const { id } = await getUpload(records, services, param('file_id'))
    await records.uploads.remove(id)
    return json({ id, object: 'file', deleted: true })
  })
}

async function readContent({ param, services }: Exchange): Promise<Answer> {
  return services.repository.read(async (records) => {
    const { id, filename } = await getUpload(records, services, param('file_id'))
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
      'x-content-type-options': 'nosniff',
    }
    return { status: 200, headers, body: await records.uploads.readContent(id) }
  })
}
