import * as v from 'valibot'
import { freeMap, nullish, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type { CommandResponse, EnvelopeMetadata, ErrorDetail, ErrorEnvelope, JournaledResponse } from './types.js'

const word = v.exactOptional(v.string())

/** Checks what an envelope says about the request. */
export const EnvelopeMetadataSchema: Schema<EnvelopeMetadata> = v.looseObject({
  key: word,
  command: word,
  thing: word,
} satisfies Entries<EnvelopeMetadata>)

const envelopeEntries = {
  message: word,
  api: v.string(),
  thing: word,
  metadata: EnvelopeMetadataSchema,
} satisfies Entries<Omit<JournaledResponse, 'data'>>

/** Makes the schema of an envelope from the schema of its data. */
export function journaledResponse<Data>(data: Schema<Data>): Schema<JournaledResponse<Data>> {
  return v.looseObject({ ...envelopeEntries, data }) as Schema<unknown> as Schema<JournaledResponse<Data>>
}

/** Makes the schema of the envelope of a command that may answer without data. */
export function commandResponse<Data>(data: Schema<Data>): Schema<Omit<CommandResponse, 'data'> & { data?: Data }> {
  const schema = v.looseObject({ ...envelopeEntries, data: v.exactOptional(data) })
  return schema as Schema<unknown> as Schema<Omit<CommandResponse, 'data'> & { data?: Data }>
}

/** Checks the envelope of commands that may answer without data. */
export const CommandResponseSchema: Schema<CommandResponse> = commandResponse(freeMap)

/** Checks what went wrong on the server. */
export const ErrorDetailSchema: Schema<ErrorDetail> = v.looseObject({
  errorClass: v.string(),
  stacktrace: text,
  description: text,
  status: v.exactOptional(v.union([v.number(), v.string()])),
  args: nullish(v.union([v.string(), v.array(v.unknown())])),
  cause: text,
  context: text,
  thing: text,
  command: text,
} satisfies Entries<ErrorDetail>)

/** Checks the body of a failed command or chat. */
export const ErrorEnvelopeSchema: Schema<ErrorEnvelope> = v.looseObject({
  error: ErrorDetailSchema,
  message: word,
  api: word,
  thing: word,
  metadata: v.exactOptional(EnvelopeMetadataSchema),
} satisfies Entries<ErrorEnvelope>)
