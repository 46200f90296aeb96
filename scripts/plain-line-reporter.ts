import { appendFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with the line `N passed, N failed, N skipped`, and adds the three numbers to the file that `TEST_TALLY` names. */
export default class PlainLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) count[test.result().state]++
      if (tests.length === 0 && module.state() === 'failed') count.failed++
    }
    const failed = count.failed + count.pending
    console.log(`\n${count.passed} passed, ${failed} failed, ${count.skipped} skipped`)
    if (process.env['TEST_TALLY']) appendFileSync(process.env['TEST_TALLY'], `${count.passed} ${failed} ${count.skipped}\n`)
  }
}
