import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import { sorted } from '../sorted.js'
import { engines } from '../testing/engines.js'
import { exported, memorySource } from '../testing/exported.js'
import { fillRichly } from '../testing/rich-platform.js'
import type { TransferProblem } from './findings.js'
import { importRecords } from './import-records.js'

const byName = (one: string, other: string): number => (one < other ? -1 : 1)

describe.each(engines)('into %s', (_name, opened) => {
  it.each([false, true])('an export that is imported and exported again has the same bytes (all at one moment: %s)', async (still) => {
    const origin = memoryRepository()
    await fillRichly(origin, { still })
    const first = await exported(origin)
    const copy = await opened()
    const problems: TransferProblem[] = []
    await importRecords(memorySource(first), copy, (findings) => problems.push(...findings.problems))
    expect(problems.filter(({ level }) => level === 'lost')).toEqual([])
    const second = await exported(copy)
    expect(sorted(second.keys(), byName)).toEqual(sorted(first.keys(), byName))
    for (const [path, text] of first) expect(second.get(path), path).toBe(text)
  }, 60_000)
})
