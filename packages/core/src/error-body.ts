import type { ErrorReading } from './service.js'

/** Narrows a value to an object with unknown fields. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join('; ')
  if (!isFields(value)) return String(value ?? '')
  const place = Array.isArray(value['loc']) ? `${value['loc'].join('.')}: ` : ''
  return place + String(value['message'] ?? value['description'] ?? value['msg'] ?? JSON.stringify(value))
}

/** Reads the shapes of error bodies that all three platforms share: `error`, `detail`, `message`, or plain text. */
export function readErrorBody(body: unknown): ErrorReading {
  const inner = isFields(body) ? (body['error'] ?? body['detail'] ?? body) : body
  const { code, param, type } = (isFields(inner) ? inner : {}) as Record<'code' | 'param' | 'type', string | undefined>
  return { message: words(inner), code, param, type }
}

/** Reads a failure out of an event of an OpenAI-style stream: by the event's name, by its `type`, or by its field `error`. */
export function readEventError(name: string | undefined, data: unknown): ErrorReading | undefined {
  return name === 'error' || (isFields(data) && (data['error'] || data['type'] === 'error')) ? readErrorBody(data) : undefined
}
