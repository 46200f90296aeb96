/** Work that is done after the answer to the request that caused it. */
export interface WorkRecord {
  /** Says what the work is: equal work has the same id. */
  id: string
  kind: string
  /** Work of a lower rank is done first. */
  rank: number
  /** What the work belongs to, so that all of it can be dropped together. */
  subjectId: string
  /** What there is to do. */
  content: Record<string, unknown>
  /** How often somebody began it. */
  attempts: number
  /** Who does it; `null` when nobody does. */
  owner: string | null
  /** Until then it is its owner's. It is empty when nobody does it. */
  leaseUntil: string
}

/** Who asks for work. */
export interface WorkClaim {
  owner: string
  now: string
  leaseUntil: string
  /** Work of a higher rank is left alone. */
  highestRank: number
  limit: number
}

/** Work that waits or is being done. */
export interface WorkRecords {
  find(id: string): Promise<WorkRecord | undefined>
  /** Adds work that nobody does yet. What is there already stays as it is. */
  add(works: Pick<WorkRecord, 'id' | 'kind' | 'rank' | 'subjectId' | 'content'>[]): Promise<void>
  /** Gives work that nobody does, or whose lease has ended, to an owner: the lowest rank first, then the oldest. */
  claim(claim: WorkClaim): Promise<WorkRecord[]>
  /** Lists what an owner does. */
  listHeld(owner: string): Promise<Pick<WorkRecord, 'id' | 'attempts'>[]>
  /** Prolongs the leases of all that an owner does. */
  renew(owner: string, leaseUntil: string): Promise<void>
  /** Gives all back that an owner does, as if it had not been begun. */
  release(owner: string): Promise<void>
  /** Gives one piece of work back that failed; nobody gets it before that time. */
  postpone(owner: string, id: string, until: string): Promise<void>
  remove(id: string): Promise<void>
  removeBySubject(subjectId: string): Promise<void>
  /** Tells when the first lease ends; `undefined` while there is no work. */
  firstLeaseEnd(): Promise<string | undefined>
}
