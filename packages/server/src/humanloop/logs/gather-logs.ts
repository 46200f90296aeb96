import type { LogRecord, Records } from '../../repository/repository.js'

/** Most steps that one Log shows. */
export const mostSteps = 1000

/** Most Logs that are gathered for one answer. */
export const mostGathered = 10_000

/** How many judgments of judgments one Log shows. */
const mostJudgmentLevels = 10

/** Logs by the Log that they belong to, oldest first. */
export type LogsByOwner = Map<string, LogRecord[]>

/** Finds the steps below Logs, level by level. */
export async function gatherSteps({ logs: stored }: Records, logs: LogRecord[]): Promise<LogsByOwner> {
  const limits = { most: Math.min(mostSteps * logs.length, mostGathered), levels: mostSteps }
  return gatherLevels(logs, limits, 'traceParentId', async (traceParentIds, limit) => (await stored.list({ traceParentIds, offset: 0, limit })).items)
}

/** Finds what judges Logs, and what judges the judgments. */
export async function gatherJudgments({ logs: stored }: Records, logs: LogRecord[]): Promise<LogsByOwner> {
  const limits = { most: mostGathered, levels: mostJudgmentLevels }
  return gatherLevels(logs, limits, 'parentId', async (parentIds, limit) => (await stored.list({ parentIds, offset: 0, limit })).items)
}

async function gatherLevels(
  logs: LogRecord[],
  { most, levels }: { most: number; levels: number },
  owner: 'traceParentId' | 'parentId',
  listLevel: (ids: string[], limit: number) => Promise<LogRecord[]>,
): Promise<LogsByOwner> {
  const seen = new Set(logs.map(({ id }) => id))
  const gathered: LogsByOwner = new Map(logs.map(({ id }) => [id, []]))
  let left = most
  let level = [...seen]
  for (let depth = 0; level.length > 0 && left > 0 && depth < levels; depth += 1) {
    const found = await listLevel(level, left)
    left -= found.length
    level = []
    for (const log of found) {
      gathered.get(log[owner] ?? '')?.unshift(log)
      if (seen.has(log.id)) continue
      seen.add(log.id)
      gathered.set(log.id, [])
      level.push(log.id)
    }
  }
  return gathered
}
