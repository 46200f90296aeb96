import { expect, it, onTestFinished, vi } from 'vitest'
import { startUpkeep } from './upkeep.js'

/** A chore of which so much waits, and what happened to it. Each turn does ten of it, in some milliseconds. */
function withChore(waiting: number, milliseconds = 10) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const chore = {
    waiting,
    measure: vi.fn(async () => chore.waiting),
    doSome: vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      chore.waiting -= 10
    }),
  }
  return { chore, upkeep: startUpkeep(chore, { least: 50, most: 1000 }) }
}

it('does all that waits at the start, without being asked', async () => {
  const { chore } = withChore(100)
  await vi.advanceTimersByTimeAsync(1000)
  expect(chore.waiting).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

it('begins when enough waits, and looks again only when there was use', async () => {
  const { chore, upkeep } = withChore(40)
  await vi.advanceTimersByTimeAsync(10_000)
  expect([chore.measure.mock.calls.length, chore.doSome.mock.calls.length]).toEqual([1, 0])
  chore.waiting = 60
  upkeep.note()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(chore.waiting).toBe(0)
})

it('waits for a quiet moment while it is used', async () => {
  const { chore, upkeep } = withChore(500)
  const use = setInterval(() => upkeep.note(), 20)
  await vi.advanceTimersByTimeAsync(5000)
  expect(chore.doSome).not.toHaveBeenCalled()
  clearInterval(use)
  await vi.advanceTimersByTimeAsync(5000)
  expect(chore.waiting).toBe(0)
})

it('takes a tenth of the time when too much waits', async () => {
  const { chore, upkeep } = withChore(100_000)
  const use = setInterval(() => upkeep.note(), 5)
  await vi.advanceTimersByTimeAsync(10_050)
  clearInterval(use)
  expect(chore.doSome).toHaveBeenCalledTimes(100)
})

it('does one turn at a time, however long it takes', async () => {
  const { chore, upkeep } = withChore(100_000, 500)
  const use = setInterval(() => upkeep.note(), 5)
  await vi.advanceTimersByTimeAsync(50_050)
  clearInterval(use)
  expect(chore.doSome).toHaveBeenCalledTimes(10)
})

it('looks again when there was use while it looked', async () => {
  const { chore, upkeep } = withChore(0)
  chore.measure.mockImplementationOnce(async () => {
    await new Promise((resolve) => setTimeout(resolve, 10))
    return 0
  })
  await vi.advanceTimersByTimeAsync(105)
  upkeep.note()
  await vi.advanceTimersByTimeAsync(1000)
  expect(chore.measure).toHaveBeenCalledTimes(2)
})

it('waits for a minute after a failure, though there was use meanwhile', async () => {
  const { chore, upkeep } = withChore(100_000)
  chore.doSome.mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    throw new Error('the disk is full')
  })
  const use = setInterval(() => upkeep.note(), 5)
  await vi.advanceTimersByTimeAsync(10_000)
  clearInterval(use)
  expect(chore.doSome).toHaveBeenCalledTimes(1)
})

it('tries again a minute after a failure, whatever is asked for meanwhile', async () => {
  const { chore, upkeep } = withChore(100)
  chore.doSome.mockRejectedValueOnce(new Error('the disk is full'))
  await vi.advanceTimersByTimeAsync(100)
  upkeep.note()
  await vi.advanceTimersByTimeAsync(59_000)
  expect(chore.doSome).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(2000)
  expect(chore.waiting).toBe(0)
})

it('ends after the turn that it is at, and never begins again', async () => {
  const { chore, upkeep } = withChore(100)
  await vi.advanceTimersByTimeAsync(105)
  expect(chore.doSome).toHaveBeenCalledTimes(1)
  const stopped = vi.fn()
  const stopping = upkeep.stop().then(stopped)
  await vi.advanceTimersByTimeAsync(1)
  expect(stopped).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1000)
  await stopping
  upkeep.note()
  await vi.advanceTimersByTimeAsync(1000)
  expect(chore.waiting).toBe(90)
})
