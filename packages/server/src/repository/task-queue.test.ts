import { once } from 'node:events'
import { expect, it } from 'vitest'
import { TaskQueue } from './task-queue.js'

it.each([1, 3])('runs a task alone when all before it have ended, and those after it later: width %i', async (width) => {
  const queue = new TaskQueue(width)
  const events: string[] = []
  const first = new AbortController()
  const tasks = [
    queue.run(async () => {
      await once(first.signal, 'abort')
      events.push('before')
    }),
    queue.run(async () => events.push('before')),
    queue.runAlone(async () => events.push('alone')),
    queue.run(async () => events.push('after')),
  ]
  await Promise.resolve()
  expect(events).not.toContain('alone')
  first.abort()
  await Promise.all(tasks)
  expect(events).toEqual(['before', 'before', 'alone', 'after'])
})
