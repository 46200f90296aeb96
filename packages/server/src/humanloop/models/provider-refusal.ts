import { json } from '../../http/answer.js'
import { Refusal } from '../../http/problem.js'
import { failureHeaders } from '../../model/model.js'
import type { ModelFailure } from '../../model/model.js'

/** Words a failure of the provider that comes before anything of the answer, with the provider's own status. */
export function providerRefusal(failure: ModelFailure): Refusal {
  const { status, origin, message } = failure
  return new Refusal(json({ detail: { type: 'provider_error', message, code: status, origin } }, status, failureHeaders(failure)))
}
