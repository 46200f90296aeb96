import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import { Problem } from '../../http/problem.js'
import { route } from '../../http/route.js'
import type { Exchange, Route } from '../../http/route.js'
import { keepSpan } from './keep-span.js'
import { readSpan } from './read-span.js'
import { listSpans, TracesDataSchema } from './traces-data.js'
import type { TracesData } from './traces-data.js'

const key = 'POST /import/otel/v1/traces'
const mostSpans = 1000

export const otelRoutes: Route[] = [route(key, importSpans, { body: 'unlabelled-json', isOneWrite: true })]

export const otelRequests = { [key]: TracesDataSchema }

/** Keeps the spans of the former SDKs' decorators; those of others are left out. */
async function importSpans({ body, services, commit }: Exchange<TracesData>): Promise<Answer> {
  const spans = listSpans(body)
  if (spans.length > mostSpans) throw new Problem('too-large', `The body has more than ${mostSpans} spans. Send them in parts.`)
  return commit(async (records) => {
    const ids: string[] = []
    for (const span of spans) {
      const told = readSpan(span)
      if (told !== undefined) ids.push(await keepSpan(records, services, span, told))
    }
    return json({ records: ids })
  })
}
