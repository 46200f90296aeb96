// One server in a process of its own. What it costs is the CPU time of this process; who sends the requests has another one.
import { setTimeout as sleep } from 'node:timers/promises'
import { answerTasks } from './answer-tasks.mjs'

const [, , file, address] = process.argv
const { start } = await import(`./servers/${file}.mjs`)
let before = process.cpuUsage()

answerTasks({
  begin() {
    before = process.cpuUsage()
    return true
  },
  /** CPU time since the beginning, in µs. */
  end() {
    const { user, system } = process.cpuUsage(before)
    return user + system
  },
  async memory() {
    for (let round = 0; round < 3; round++) {
      globalThis.gc()
      await sleep(50)
    }
    const { heapUsed, rss, external } = process.memoryUsage()
    return { heap: heapUsed, rss, external }
  },
})
process.send({ value: await start(address) })
