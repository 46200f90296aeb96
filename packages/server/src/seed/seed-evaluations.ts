import type { Evaluation, EvaluationRun } from '@smarter-api/schemas/humanloop'
import type { SendSeed } from './seed-client.js'
import { readFields, seedMembers } from './seed-place.js'
import type { SeededEvaluation } from './seeded.js'

/** Makes Evaluations, and their runs. */
export function seedEvaluations(send: SendSeed, evaluations: unknown): Promise<Record<string, SeededEvaluation>> {
  return seedMembers(['evaluations'], evaluations, async (place, evaluation, name) => {
    const { runs, ...fields } = readFields(place, evaluation)
    const { id } = await send<Evaluation>({ place, route: 'POST /v5/evaluations', body: { name, ...fields } })
    const path = `/v5/evaluations/${id}/runs`
    const made = await seedMembers([...place, 'runs'], runs, async (at, run) => {
      const { control, ...runFields } = readFields(at, run)
      const { id: runId } = await send<EvaluationRun>({ place: at, route: `POST ${path}`, body: runFields })
      if (control !== undefined) await send({ place: at, route: `PATCH ${path}/${runId}`, body: { control } })
      return runId
    })
    return { id, runs: made }
  })
}
