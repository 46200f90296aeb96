import { expect, it } from 'vitest'
import { progressLine } from './progress-line.js'

function watched(isTTY: boolean) {
  let time = 0
  const written: string[] = []
  const line = progressLine({ isTTY, write: (text) => written.push(text) }, () => time)
  return { line, written, pass: (milliseconds: number) => (time += milliseconds) }
}

it('draws a bar on a terminal again and again, ten times a second at most, and wipes it in the end', () => {
  const { line, written, pass } = watched(true)
  line.show('1 Log', 0)
  pass(99)
  line.show('2 Logs', 0.25)
  pass(1)
  line.show('3 Logs', 0.5)
  pass(100)
  line.show('4 Logs', 1.7)
  line.end()
  expect(written).toEqual([
    `\r\u001B[2K${'░'.repeat(24)}   0% 1 Log`,
    `\r\u001B[2K${'█'.repeat(12)}${'░'.repeat(12)}  50% 3 Logs`,
    `\r\u001B[2K${'█'.repeat(24)} 100% 4 Logs`,
    '\r\u001B[2K',
  ])
})

it('writes a line every ten seconds where no terminal is', () => {
  const { line, written, pass } = watched(false)
  line.show('1 Log', 0.1)
  pass(10_000)
  line.show('2 Logs', 0.2)
  line.show('3 Logs', 0.3)
  pass(10_000)
  line.show('4 Logs')
  line.end()
  expect(written).toEqual([' 20% 2 Logs\n', '4 Logs\n'])
})
