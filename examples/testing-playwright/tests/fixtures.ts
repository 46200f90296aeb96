import { test as base } from '@playwright/test'
import { seed } from '@smarter-api/server'
import { serve, type RunningServer } from '@smarter-api/server/node'
import { startSite, type Site } from '../site.js'

interface Fixtures {
  /** A platform for one test, whose answers the site may read. */
  platform: RunningServer
}

interface WorkerFixtures {
  site: Site
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern, also where nothing is taken.
    async ({}, use) => {
      const site = await startSite()
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],

  async platform({ site }, use) {
    const platform = await serve({ allowedOrigins: [site.url] })
    await seed(platform, { prompts: { answer: { path: 'support/answer', model: 'gpt-4o', deploy: ['production'] } } })
    await use(platform)
    await platform.close()
  },
})
