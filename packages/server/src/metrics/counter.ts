import type { Metric } from './exposition.js'

type Labels = Readonly<Record<string, string>>

/** Sums by labels. */
export class Counter {
  private readonly sums = new Map<string, { labels: Labels; value: number }>()

  constructor(private readonly description: Pick<Metric, 'name' | 'help'>) {}

  add(labels: Labels, amount = 1): void {
    const key = JSON.stringify(labels)
    const sum = this.sums.get(key)
    if (sum === undefined) this.sums.set(key, { labels, value: amount })
    else sum.value += amount
  }

  read(): Metric {
    return { ...this.description, type: 'counter', samples: [...this.sums.values()].map(({ labels, value }) => ({ labels, value })) }
  }
}
