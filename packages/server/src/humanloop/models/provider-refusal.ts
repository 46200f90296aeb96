import { json } from '../../http/answer.js'
import { Refusal } from '../../http/problem.js'
import type { ModelFailure } from '../../model/model.js'

/** Words a failure of the provider that comes before anything of the answer, with the provider's own status. */
export function providerRefusal({ status, origin, message }: ModelFailure): Refusal {
  return new Refusal(json({ detail: { type: 'provider_error', message, code: status, origin } }, status))
}
