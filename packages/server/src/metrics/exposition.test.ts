import { expect, it } from 'vitest'
import { readExposition } from '../testing/read-exposition.js'
import { writeExposition } from './exposition.js'
import { Histogram } from './histogram.js'

it('keeps every letter of labels and help', () => {
  const value = 'a "quoted" \\ back\nslash, {brace} ü'
  const text = writeExposition([{ name: 'a_total', help: 'two\nlines \\ of help', type: 'counter', samples: [{ labels: { path: value, other: '' }, value: 1.5e21 }] }])
  expect(text.split('\n')).toHaveLength(4)
  expect(readExposition(text).get('a_total')?.samples).toEqual([{ name: 'a_total', labels: { path: value, other: '' }, value: 1.5e21 }])
})

it('writes what is no usual number, and metrics without figures', () => {
  const samples = [NaN, Infinity, -Infinity].map((value, index) => ({ labels: { at: String(index) }, value }))
  const read = readExposition(writeExposition([{ name: 'a', help: 'A', type: 'gauge', samples }, { name: 'b', help: 'B', type: 'gauge', samples: [] }]))
  expect(read.get('a')?.samples.map(({ value }) => value)).toEqual([NaN, Infinity, -Infinity])
  expect(read.get('b')?.samples).toEqual([])
})

it('counts a value in its own bucket and all larger ones', () => {
  const histogram = new Histogram({ name: 'a_seconds', help: 'A' }, [0.1, 1])
  for (const value of [0.05, 0.1, 0.5, 7]) histogram.observe({ route: 'r' }, value)
  const samples = readExposition(writeExposition([histogram.read()])).get('a_seconds')?.samples ?? []
  expect(samples.map(({ name, labels, value }) => [name, labels['le'], value])).toEqual([
    ['a_seconds_bucket', '0.1', 2],
    ['a_seconds_bucket', '1', 3],
    ['a_seconds_bucket', '+Inf', 4],
    ['a_seconds_sum', undefined, 7.65],
    ['a_seconds_count', undefined, 4],
  ])
})

it.each([
  'a 1',
  '# TYPE a counter\na 1\n',
  '# HELP a A\n# TYPE a gauge\nb 1\n',
  '# HELP a A\n# TYPE a gauge\na{b="c} 1\n',
  '# HELP a A\n# TYPE a gauge\na 1\na 2\n',
  '# HELP a A\n# TYPE a counter\na 1\n',
])('has a reader that refuses %j', (text) => {
  expect(() => readExposition(text)).toThrow()
})
