import type { Metric, MetricSample } from './exposition.js'

type Labels = Readonly<Record<string, string>>

interface Series {
  labels: Labels
  /** How many values lie up to each bound and above the one before, those above all bounds last. */
  counts: number[]
  sum: number
}

/** Values by labels, counted by their size. */
export class Histogram {
  private readonly series = new Map<string, Series>()

  /** @param bounds The largest value of each bucket, in ascending order. */
  constructor(
    private readonly description: Pick<Metric, 'name' | 'help'>,
    private readonly bounds: readonly number[],
  ) {}

  observe(labels: Labels, value: number): void {
    const key = JSON.stringify(labels)
    const series = this.series.get(key) ?? { labels, counts: Array.from({ length: this.bounds.length + 1 }, () => 0), sum: 0 }
    const bucket = this.bounds.findIndex((bound) => value <= bound)
    const index = bucket === -1 ? this.bounds.length : bucket
    series.counts[index] = (series.counts[index] ?? 0) + 1
    series.sum += value
    this.series.set(key, series)
  }

  read(): Metric {
    return { ...this.description, type: 'histogram', samples: [...this.series.values()].flatMap((series) => this.samplesOf(series)) }
  }

  private samplesOf({ labels, counts, sum }: Series): MetricSample[] {
    let total = 0
    const buckets = counts.map((count, index) => {
      total += count
      const bound = this.bounds[index]
      return { suffix: '_bucket', labels: { ...labels, le: bound === undefined ? '+Inf' : String(bound) }, value: total }
    })
    return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: total }]
  }
}
