import { validator } from '@smarter-api/core'
import { responses } from '@smarter-api/schemas/humanloop'
import { contest as contestPlain } from './ours.mjs'

export const wire = 'humanloop'

export function contest(transport) {
  const { call } = contestPlain({ ...transport, validate: validator('strict', responses) })
  return { call }
}
