/** One figure of a metric. */
export interface MetricSample {
  /** What follows the name of the metric, such as `_bucket`. */
  suffix?: string
  labels?: Readonly<Record<string, string>>
  value: number
}

/** A metric with all its figures. */
export interface Metric {
  /** Letters, digits and underscores; counters end in `_total`. */
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  samples: MetricSample[]
}

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8'

/** Writes metrics in the text format of Prometheus, version 0.0.4. */
export function writeExposition(metrics: readonly Metric[]): string {
  return metrics.map(writeMetric).join('')
}

function writeMetric({ name, help, type, samples }: Metric): string {
  const lines = samples.map(({ suffix = '', labels = {}, value }) => `${name}${suffix}${writeLabels(labels)} ${writeNumber(value)}\n`)
  return `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function writeNumber(value: number): string {
  return Number.isFinite(value) || Number.isNaN(value) ? String(value) : `${value < 0 ? '-' : '+'}Inf`
}
