import { defineConfig } from '@playwright/test'
import { browserFlags, findBrowser } from './find-browser.js'

const executablePath = findBrowser()

export default defineConfig({
  testDir: 'tests',
  reporter: 'list',
  use: {
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    launchOptions: { args: browserFlags, ...(executablePath && { executablePath }) },
  },
})
