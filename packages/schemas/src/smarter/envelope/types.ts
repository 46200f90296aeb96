import type { OpenEnum } from '../../open-enum.js'

/** Version of the API named in every envelope and manifest. */
export type ApiVersion = OpenEnum<'smarter.sh/v1'>

/** A free-form JSON object: its keys are not documented. */
export type FreeMap = Record<string, unknown>

/**
 * What an envelope says about the request: the journal key alone while the server journals, else the command
 * (and since 0.14 the thing). Source: smarter platform, section "Response envelope".
 */
export interface EnvelopeMetadata {
  /** Journal key, 64 hexadecimal characters: the request's id. */
  key?: string
  /** The command that ran, for example `describe`. */
  command?: string
  /** What it ran on; the literal text `None` when on nothing. Servers from 0.14. */
  thing?: string
}

/** What every answer of Smarter's commands and chats is wrapped in. `data` is left out when it is empty. */
export interface JournaledResponse<Data = FreeMap> {
  /** The answer itself. */
  data: Data
  /** What was done, in words. Brokered commands only. */
  message?: string
  /** Version of the API. */
  api: ApiVersion
  /** What the command ran on. Servers up to 0.13; later ones put it into `metadata`. */
  thing?: string
  /** About the request. */
  metadata: EnvelopeMetadata
}

/** The envelope of commands that may answer without `data`: apply, delete, deploy, undeploy, logs. */
export interface CommandResponse extends Omit<JournaledResponse, 'data'> {
  /** What the broker tells about itself. Nothing in it is promised; rely on the status and on `message`. */
  data?: FreeMap
}

/** What went wrong on the server. */
export interface ErrorDetail {
  /** Class of the server's exception, for example `SAMBrokerErrorNotReady`; it tells more than the status. */
  errorClass: string
  /** The server's stack trace. It holds internals: keep it away from users. */
  stacktrace?: string | null
  /** What happened; with statuses 400, 500 and 503 the real message stands at its end. */
  description?: string | null
  /** The status again, as a number or as text, or empty. Trust the status line. */
  status?: number | string
  /** What the exception was made with. */
  args?: string | unknown[] | null
  /** Language of the exception. */
  cause?: string | null
  /** Thing and command as text. */
  context?: string | null
  /** What the command ran on. Servers from 0.14. */
  thing?: string | null
  /** The command. Servers from 0.14. */
  command?: string | null
}

/** Body of a failed command or chat. */
export interface ErrorEnvelope {
  /** What went wrong. */
  error: ErrorDetail
  /** What was tried, in words. */
  message?: string
  /** Version of the API. */
  api?: string
  /** What the command ran on. Servers up to 0.13. */
  thing?: string
  /** About the request. */
  metadata?: EnvelopeMetadata
}
