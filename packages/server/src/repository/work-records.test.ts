import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import { day, ids } from '../testing/sample-records.js'
import type { Records, Repository } from './repository.js'

const work = (id: string, rank = 1, subjectId = 'run') => ({ id, kind: 'answer', rank, subjectId, content: { of: id } })

async function claimed(repository: Repository, owner: string, { now = day(1), leaseUntil = day(2), highestRank = 9, limit = 9 } = {}): Promise<string[]> {
  return ids(await repository.write((records) => records.work.claim({ owner, now, leaseUntil, highestRank, limit })))
}

describe.each(engines)('work in %s', (_name, open) => {
  const start = async (...works: ReturnType<typeof work>[]) => {
    const repository = await open()
    await repository.write((records) => records.work.add(works))
    const find = (id: string) => repository.read((records) => records.work.find(id))
    const write = (change: (works: Records['work']) => Promise<void>) => repository.write((records) => change(records.work))
    return { repository, find, write }
  }

  it('is given to one owner each, the lowest rank first, then the oldest', async () => {
    const { repository, find } = await start(work('a'), work('b'), work('c', 0), work('d'))
    expect(await claimed(repository, 'one', { limit: 2 })).toEqual(['c', 'a'])
    expect(await claimed(repository, 'two')).toEqual(['b', 'd'])
    expect(await claimed(repository, 'three')).toEqual([])
    expect(await find('c')).toEqual({ ...work('c', 0), owner: 'one', leaseUntil: day(2), attempts: 1 })
  })

  it('is left alone above a rank', async () => {
    const { repository } = await start(work('a', 1), work('b', 2), work('c', 0))
    expect(await claimed(repository, 'one', { highestRank: 1 })).toEqual(['c', 'a'])
  })

  it('is given away again when its lease has ended and nobody prolonged it', async () => {
    const { repository, write, find } = await start(work('a'), work('b'))
    await claimed(repository, 'one', { limit: 1 })
    await claimed(repository, 'two')
    await write((works) => works.renew('two', day(9)))
    expect(await claimed(repository, 'three', { now: day(3), leaseUntil: day(4) })).toEqual(['a'])
    expect(await find('a')).toMatchObject({ owner: 'three', attempts: 2, leaseUntil: day(4) })
    expect(await find('b')).toMatchObject({ owner: 'two', attempts: 1, leaseUntil: day(9) })
    const held = (owner: string) => repository.read((records) => records.work.listHeld(owner))
    expect(await Promise.all(['one', 'two', 'three'].map(held))).toEqual([[], [{ id: 'b', attempts: 1 }], [{ id: 'a', attempts: 2 }]])
  })

  it('comes back as if it had not been begun, but only from its owner', async () => {
    const { repository, write, find } = await start(work('a'), work('b'))
    await claimed(repository, 'one', { limit: 1 })
    await claimed(repository, 'two')
    await write((works) => works.release('one'))
    expect(await find('a')).toMatchObject({ owner: null, attempts: 0, leaseUntil: '' })
    expect(await claimed(repository, 'three')).toEqual(['a'])
  })

  it('that failed waits for its time, whoever asks', async () => {
    const { repository, write, find } = await start(work('a'), work('b'))
    await claimed(repository, 'one')
    await write((works) => works.postpone('two', 'b', day(3)))
    await write((works) => works.postpone('one', 'a', day(3)))
    expect(await find('a')).toMatchObject({ owner: null, attempts: 1, leaseUntil: day(3) })
    expect(await claimed(repository, 'two', { now: day(2), leaseUntil: day(9) })).toEqual(['b'])
    expect(await claimed(repository, 'two', { now: day(3), leaseUntil: day(9) })).toEqual(['a'])
  })

  it('is there once, however often it is added', async () => {
    const { repository, write, find } = await start(work('a'))
    await claimed(repository, 'one')
    await write((works) => works.add([work('a'), work('b')]))
    expect(await find('a')).toMatchObject({ owner: 'one', attempts: 1 })
    expect(await claimed(repository, 'two')).toEqual(['b'])
  })

  it('is removed alone, or with all that belongs to the same subject', async () => {
    const { repository, write } = await start(work('a'), work('b'), work('c', 1, 'other'), work('d', 1, 'other'))
    await write((works) => works.remove('c'))
    await write((works) => works.removeBySubject('run'))
    expect(await claimed(repository, 'one')).toEqual(['d'])
  })

  it('tells when the first lease ends', async () => {
    const { repository, write } = await start()
    const firstEnd = () => repository.read((records) => records.work.firstLeaseEnd())
    expect(await firstEnd()).toBeUndefined()
    await write((works) => works.add([work('a')]))
    expect(await firstEnd()).toBe('')
    await claimed(repository, 'one')
    await write((works) => works.add([work('b')]))
    await claimed(repository, 'two', { leaseUntil: day(5) })
    expect(await firstEnd()).toBe(day(2))
  })

  it('may be more than fits into one statement', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => work(`w${index}`))
    const { repository } = await start(...many)
    expect(await claimed(repository, 'one', { limit: 5000 })).toHaveLength(1200)
  })
})
