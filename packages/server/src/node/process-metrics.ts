import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Metric } from '../metrics/exposition.js'

const seconds = 1e9

/** Figures of the process, under the names that dashboards for Node.js know. */
export interface ProcessMetrics {
  read(): Metric[]
  stop(): void
}

export function createProcessMetrics(): ProcessMetrics {
  const startedAt = Date.now() / 1000 - process.uptime()
  const delays = monitorEventLoopDelay()
  delays.enable()
  return {
    read() {
      const { user, system } = process.cpuUsage()
      const { rss, heapTotal, heapUsed, external } = process.memoryUsage()
      const lag = delays.count === 0 ? 0 : delays.percentile(99) / seconds
      delays.reset()
      return [
        gauge('process_start_time_seconds', 'When the process started, in seconds since 1970.', startedAt),
        { ...gauge('process_cpu_seconds_total', 'Time that processors worked for the process.', (user + system) / 1e6), type: 'counter' },
        gauge('process_resident_memory_bytes', 'Memory of the process.', rss),
        gauge('nodejs_heap_size_total_bytes', 'Memory that is set aside for objects.', heapTotal),
        gauge('nodejs_heap_size_used_bytes', 'Memory that objects take.', heapUsed),
        gauge('nodejs_external_memory_bytes', 'Memory of buffers and the like, outside of objects.', external),
        gauge('nodejs_eventloop_lag_p99_seconds', 'Time by which 99 of 100 timers were late at most, since these figures were last read.', lag),
        { ...gauge('nodejs_version_info', 'The release of Node.js.', 1), samples: [{ labels: { version: process.version }, value: 1 }] },
      ]
    },
    stop: () => void delays.disable(),
  }
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] }
}
