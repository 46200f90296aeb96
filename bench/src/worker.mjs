// One contestant in a process of its own, so that nobody's garbage or optimised code is measured with another's.
import { getEventListeners } from 'node:events'
import { PerformanceObserver } from 'node:perf_hooks'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { answerCall, answerPages, answerStream } from './in-memory.mjs'
import { answerTasks } from './answer-tasks.mjs'
import { eventCount, pageSize } from './payloads.mjs'

const [, , file, baseURL] = process.argv
const { contest, wire, listWire = wire, listGivesPages = false } = await import(`./contestants/${file}.mjs`)
const made = new Map()

/** Makes each task's contestant once, so that later rounds find warm code. */
function contestant(task, fetch) {
  if (!made.has(task)) made.set(task, contest({ baseURL, fetch: fetch() }))
  return made.get(task)
}

const callFromMemory = () => contestant('memory', () => answerCall(wire)).call
const callOverLoopback = () => contestant('loopback', () => undefined).call

async function cost(count, step) {
  const before = process.cpuUsage()
  const started = performance.now()
  for (let index = 0; index < count; index++) await step()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / count, wall: ((performance.now() - started) * 1000) / count }
}

async function readStream() {
  const { stream } = contestant('stream', () => answerStream(wire))
  let events = 0
  for await (const event of await stream()) if (event) events++
  if (events !== eventCount) throw new Error(`read ${events} events of ${eventCount}`)
}

const pagesPerWalk = 20

async function walkPages() {
  const { list } = contestant('list', () => answerPages(listWire))
  let items = 0
  if (listGivesPages) {
    for await (const page of list()) {
      for (const item of page) if (item) items++
      if (items >= pagesPerWalk * pageSize) return
    }
  } else {
    for await (const item of await list()) if (item && ++items >= pagesPerWalk * pageSize) return
  }
}

async function settle() {
  for (let round = 0; round < 3; round++) {
    await setImmediate()
    globalThis.gc()
    await sleep(20)
  }
  return process.memoryUsage().heapUsed
}

const perItem = ({ cpu, wall }, items) => ({ cpu: cpu / items, wall: wall / items })

const tasks = {
  offers: () => Object.keys(contest({ baseURL })),
  memory: (count) => cost(count, callFromMemory()),
  loopback: (count) => cost(count, callOverLoopback()),
  stream: async (count) => perItem(await cost(count, readStream), eventCount),
  list: async (count) => perItem(await cost(count, walkPages), pagesPerWalk * pageSize),

  // Exact, because the young generation is larger than what is allocated; a sample with a collection in it is thrown away.
  async allocation(count) {
    const call = callOverLoopback()
    for (let index = 0; index < count; index++) await call()
    globalThis.gc()
    let collections = 0
    const observer = new PerformanceObserver((list) => (collections += list.getEntries().length))
    observer.observe({ entryTypes: ['gc'] })
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < count; index++) await call()
    const bytes = (process.memoryUsage().heapUsed - before) / count
    await sleep(10)
    observer.disconnect()
    if (collections > 0) throw new Error('a garbage collection came in between')
    return { bytes }
  },

  async leftovers(count) {
    const { signal } = new AbortController()
    const call = callOverLoopback()
    for (let index = 0; index < 2000; index++) await call(signal)
    const before = await settle()
    for (let index = 0; index < count; index++) await call(signal)
    const bytes = ((await settle()) - before) / count
    return { bytes, listeners: getEventListeners(signal, 'abort').length }
  },
}

answerTasks(tasks)
process.send({ value: 'ready' })
