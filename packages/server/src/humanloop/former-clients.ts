import * as v from 'valibot'

const saysStatus = [
  'POST /prompts/log',
  'PATCH /prompts/{id}/log/{log_id}',
  'POST /prompts/call',
  'POST /tools/log',
  'PATCH /tools/{id}/log/{log_id}',
  'POST /evaluators/log',
]

/**
 * Takes what Humanloop's own clients send beyond the description: `log_status` of Logs that lead no trace. These are complete from the beginning, so
 * `complete` changes nothing; `incomplete` stays refused. Source: `evaluations.run` of the npm package humanloop 0.8.20.
 */
export function takeFormerClients(requests: Partial<Record<string, v.GenericSchema>>): Partial<Record<string, v.GenericSchema>> {
  const widened = saysStatus.flatMap((key) => {
    const schema = requests[key]
    return schema === undefined ? [] : [[key, v.pipe(v.unknown(), v.transform(withoutComplete), schema)]]
  })
  return { ...requests, ...Object.fromEntries(widened) }
}

function withoutComplete(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('log_status' in body)) return body
  const { log_status: status, ...others } = body
  return status === null || status === 'complete' ? others : body
}
