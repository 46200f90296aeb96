import { expect, it } from 'vitest'
import { findBrowser } from '../../examples/testing-playwright/find-browser.js'
import { runProgram } from './run-program.js'

const browser = findBrowser()
if (browser === undefined) console.warn('Tests with Playwright are skipped: there is no Chromium here. Install one, or name it in CHROMIUM_PATH.')

it('Jest runs the tests of a CommonJS application, in Node.js and in jsdom, each with a platform of its own', () => {
  expect(runProgram('testing-jest', 'jest', 'bin/jest.js', ['--ci'])).toMatch(/^Tests: +5 passed, 5 total$/m)
})

it.skipIf(browser === undefined)('Playwright runs the tests of a page, with the platform on a port and inside the page', () => {
  expect(runProgram('testing-playwright', '@playwright/test', 'cli.js', ['test'])).toMatch(/^ +4 passed /m)
})
