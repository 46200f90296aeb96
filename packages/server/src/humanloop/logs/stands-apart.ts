import type { LogContext } from '@smarter-api/schemas/humanloop'

/** Whether no other Log and no run matters to a new one, nor does it to them: nobody can know its id yet. */
export function standsApart({ log_id: id, trace_parent_id: parentId, run_id: runId }: LogContext & { run_id?: string | null }): boolean {
  return [id, parentId, runId].every((named) => named === undefined || named === null)
}
