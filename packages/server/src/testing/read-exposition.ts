import { sorted } from '../sorted.js'

/** One line of figures. */
export interface ReadSample {
  name: string
  labels: Record<string, string>
  value: number
}

export interface ReadMetric {
  type: string
  samples: ReadSample[]
}

const metricName = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const helpLine = new RegExp(`^# HELP (${metricName}) ((?:[^\\\\\\n]|\\\\\\\\|\\\\n)*)$`)
const typeLine = new RegExp(`^# TYPE (${metricName}) (counter|gauge|histogram|summary|untyped)$`)
const sampleLine = new RegExp(`^(${metricName})(?:\\{(.*)\\})? ([+-]?Inf|NaN|[+-]?[0-9.]+(?:e[+-]?[0-9]+)?)$`)
const labelPair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(?:,|$)/y

/**
 * Reads the text format of Prometheus, version 0.0.4, and throws at whatever is not of it: lines out of order, names or labels that are none, metrics or
 * series that come twice, histograms that do not add up.
 */
export function readExposition(text: string): Map<string, ReadMetric> {
  if (!text.endsWith('\n')) throw new Error('The last line does not end.')
  const metrics = new Map<string, ReadMetric>()
  let current: { name: string; help: boolean } | undefined
  const seen = new Set<string>()
  for (const line of text.slice(0, -1).split('\n')) {
    const help = helpLine.exec(line)
    const type = typeLine.exec(line)
    if (help !== null) {
      current = { name: help[1] ?? '', help: true }
    } else if (type !== null) {
      const [, name = '', kind = ''] = type
      if (current?.name !== name || metrics.has(name)) throw new Error(`Out of order: ${line}`)
      metrics.set(name, { type: kind, samples: [] })
    } else {
      const sample = readSample(line)
      const metric = metrics.get(current?.name ?? '')
      const suffixes = metric?.type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
      if (metric === undefined || !suffixes.some((suffix) => sample.name === `${current?.name}${suffix}`)) throw new Error(`Out of place: ${line}`)
      const series = JSON.stringify([sample.name, sorted(Object.entries(sample.labels), ([one], [other]) => (one < other ? -1 : 1))])
      if (seen.has(series)) throw new Error(`Twice: ${line}`)
      seen.add(series)
      metric.samples.push(sample)
    }
  }
  for (const [name, metric] of metrics) check(name, metric)
  return metrics
}

function readSample(line: string): ReadSample {
  const [, name = '', labels = '', value = ''] = sampleLine.exec(line) ?? []
  if (name === '') throw new Error(`No sample: ${line}`)
  return { name, labels: readLabels(labels), value: Number(value.replace('Inf', 'Infinity')) }
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  labelPair.lastIndex = 0
  for (let position = 0; position < text.length; position = labelPair.lastIndex) {
    const [, name, value = ''] = labelPair.exec(text) ?? []
    if (name === undefined || name in labels) throw new Error(`No labels: ${text}`)
    labels[name] = value.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))
  }
  return labels
}

function check(name: string, { type, samples }: ReadMetric): void {
  if (type === 'counter' && !name.endsWith('_total')) throw new Error(`A counter without _total: ${name}`)
  if (type !== 'histogram') return
  for (const count of samples.filter((sample) => sample.name === `${name}_count`)) {
    const buckets = samples.filter((sample) => sample.name === `${name}_bucket` && sameSeries(sample, count))
    const bounds = buckets.map(({ labels }) => Number((labels['le'] ?? '').replace('Inf', 'Infinity')))
    const values = buckets.map(({ value }) => value)
    if (bounds.at(-1) !== Infinity || values.at(-1) !== count.value || new Set(bounds).size < bounds.length || !isAscending(bounds) || !isAscending(values)) throw new Error(`A histogram that does not add up: ${name}`)
  }
}

function isAscending(numbers: number[]): boolean {
  return numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? number))
}

function sameSeries({ labels: { le: _le, ...labels } }: ReadSample, other: ReadSample): boolean {
  return JSON.stringify(labels) === JSON.stringify(other.labels)
}
