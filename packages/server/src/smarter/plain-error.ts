import { json } from '../http/answer.js'
import type { StoredAnswer } from '../repository/repository.js'

/** Words an error outside of the envelope: JSON for callers that say that they take it, a page for all others. */
export function plainError(request: Request, status: number, message: string, headers: Record<string, string> = {}): StoredAnswer {
  if (request.headers.get('accept')?.includes('json')) return json({ error: { status_code: status, message } }, status, headers)
  const body = `<!doctype html>\n<title>${status}</title>\n<h1>${status}</h1>\n<p>${escapeHtml(message)}</p>\n`
  return { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
