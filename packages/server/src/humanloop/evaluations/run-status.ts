import type { RunRecord } from '../../repository/repository.js'

const over = new Set(['cancelled', 'completed'])

/** Whether somebody said that a run is over. */
export function isOver({ status }: Pick<RunRecord, 'status'>): boolean {
  return over.has(status)
}
