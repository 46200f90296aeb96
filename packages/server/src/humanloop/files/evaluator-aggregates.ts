import type { EvaluatorAggregate } from '@smarter-api/schemas/humanloop'
import { grouped } from '../../grouped.js'
import type { JudgmentRecord, Records } from '../../repository/repository.js'

/** The judgments by one Evaluator version of the Logs of one version, oldest first, as numbers. */
interface Judged {
  subjectId: string
  evaluatorVersionId: string
  numbers: { logId: string; value: number }[]
}

/** Averages what each Evaluator version says of each version's Logs; `true` counts as 1. Judgments in words have no average. */
export async function readAggregates(records: Records, versionIds: string[]): Promise<Map<string, EvaluatorAggregate[]>> {
  const judged = byEvaluator(await records.judgments.listByVersions(versionIds))
  const evaluators = await records.versions.listByIds([...new Set(judged.map(({ evaluatorVersionId }) => evaluatorVersionId))])
  const evaluatorIds = new Map(evaluators.map(({ id, fileId }) => [id, fileId]))
  const times = await readTimes(records, judged)
  const aggregates = new Map<string, EvaluatorAggregate[]>()
  for (const [versionId, all] of grouped(judged, ({ subjectId }) => subjectId)) {
    aggregates.set(
      versionId,
      all.map(({ evaluatorVersionId, numbers }) => ({
        value: numbers.reduce((sum, { value }) => sum + value, 0) / numbers.length,
        evaluator_id: evaluatorIds.get(evaluatorVersionId) ?? '',
        evaluator_version_id: evaluatorVersionId,
        created_at: times.get(numbers[0]?.logId) ?? '',
        updated_at: times.get(numbers.at(-1)?.logId) ?? '',
      })),
    )
  }
  return aggregates
}

function byEvaluator(judgments: JudgmentRecord[]): Judged[] {
  const groups = grouped(judgments, ({ subjectId, evaluatorVersionId }) => `${subjectId}\n${evaluatorVersionId}`)
  return [...groups.values()].flatMap((group) => {
    const numbers = group.flatMap(({ logId, judgment }) => (isNumeric(judgment) ? [{ logId, value: Number(judgment) }] : []))
    return group[0] === undefined || numbers.length === 0 ? [] : [{ ...group[0], numbers }]
  })
}

async function readTimes({ logs }: Records, judged: Judged[]): Promise<Map<string | undefined, string>> {
  const ends = judged.flatMap(({ numbers }) => [numbers[0], numbers.at(-1)]).flatMap((end) => end?.logId ?? [])
  return new Map((await logs.listByIds(ends)).map(({ id, createdAt }) => [id, createdAt]))
}

function isNumeric(judgment: unknown): judgment is number | boolean {
  return typeof judgment === 'number' || typeof judgment === 'boolean'
}
