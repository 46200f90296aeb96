import type { ErrorReading } from './service.js'

type Fields = Record<string, unknown>

/** Narrows a value to an object with unknown fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

function detailText(detail: unknown): string | undefined {
  if (Array.isArray(detail)) return detail.map(issueText).join('; ') || undefined
  if (!isFields(detail)) return text(detail)
  return text(detail['message']) ?? text(detail['description']) ?? text(detail['msg']) ?? JSON.stringify(detail)
}

function issueText(issue: unknown): string {
  if (!isFields(issue)) return String(issue)
  const place = Array.isArray(issue['loc']) ? `${issue['loc'].join('.')}: ` : ''
  return place + (text(issue['msg']) ?? JSON.stringify(issue))
}

/** Reads the shapes of error bodies that all three platforms share: `error`, `detail`, `message`, or plain text. */
export function readErrorBody(body: unknown): ErrorReading {
  if (!isFields(body)) return { message: text(body) ?? (body == null ? undefined : JSON.stringify(body)) }
  const { error, detail } = body
  const source = isFields(error) ? error : isFields(detail) ? detail : body
  const message = detailText(error) ?? detailText(detail) ?? text(body['message']) ?? JSON.stringify(body)
  return { message, code: text(source['code']), param: text(source['param']), type: text(source['type']) }
}
