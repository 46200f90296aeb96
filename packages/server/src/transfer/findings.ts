/** What an import counts. */
export type Subject = 'environments' | 'directories' | 'files' | 'versions' | 'deployments' | 'datapoints' | 'evaluations' | 'runs' | 'logs' | 'places'

/** How many of one kind were met. */
export interface Tally {
  /** New here. */
  added: number
  /** There already, with less than the export knows: what was missing was filled in. */
  completed: number
  /** There already. */
  present: number
}

/** Where something stands in an export folder. */
export interface Place {
  /** Path below the folder. */
  file: string
  /** Number of the line, from 1. */
  line?: number
}

/** One thing that was not taken over as it stands in the export. */
export interface TransferProblem extends Place {
  /** `lost`: it could not be read or kept. `note`: it is kept in another way, or the export itself lacks it. */
  level: 'lost' | 'note'
  /** What it is, and why. */
  reason: string
}

/** What one step of an import did. It counts only once the step is durable. */
export class Findings {
  readonly problems: TransferProblem[] = []
  readonly tallies = new Map<Subject, Tally>()
  /** Versions that are surely here. */
  readonly versions = new Set<string>()

  count(subject: Subject, outcome: keyof Tally, number = 1): void {
    const tally = this.tallies.get(subject) ?? { added: 0, completed: 0, present: 0 }
    this.tallies.set(subject, { ...tally, [outcome]: tally[outcome] + number })
  }

  lost(place: Place, reason: string): void {
    this.problems.push({ level: 'lost', ...place, reason })
  }

  note(place: Place, reason: string): void {
    this.problems.push({ level: 'note', ...place, reason })
  }
}
