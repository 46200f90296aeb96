import * as v from 'valibot'
import { formFile, number, request, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { word } from '../../query-parameter.js'
import { cursorOrder, cursorPage, cursorQuery } from '../shared/schemas.js'
import type { CreateUploadRequest, ListUploadsQuery, UploadedFile, UploadedFilePage, UploadExpiry } from './types.js'

/** Checks a file that was uploaded. */
export const UploadedFileSchema: Schema<UploadedFile> = v.looseObject({
  id: v.string(),
  object: v.string(),
  bytes: v.number(),
  created_at: v.number(),
  filename: v.string(),
  purpose: v.string(),
  status: text,
  status_details: text,
  expires_at: number,
} satisfies Entries<UploadedFile>)

/** Checks a page of files. */
export const UploadedFilePageSchema: Schema<UploadedFilePage> = cursorPage(UploadedFileSchema)

const expiry = request.object({
  anchor: request.word('created_at'),
  seconds: request.integer({ min: 3600, max: 2_592_000 }),
} satisfies Entries<UploadExpiry>)

/** Checks the fields of an upload's form, once the texts of its numbers are numbers. */
export const CreateUploadRequestSchema: Schema<CreateUploadRequest> = request.object({
  file: formFile,
  purpose: request.text({ min: 1 }),
  expires_after: v.exactOptional(expiry),
} satisfies Entries<CreateUploadRequest>)

/** Checks the query of a list of files. */
export const ListUploadsQuerySchema: Schema<unknown, ListUploadsQuery> = v.object({
  ...cursorQuery(10_000),
  purpose: word,
  order: cursorOrder,
} satisfies Entries<ListUploadsQuery>)
