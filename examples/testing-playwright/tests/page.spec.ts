import { expect, type Page } from '@playwright/test'
import { Humanloop } from '@smarter-api/sdk'
import { seed } from '@smarter-api/server'
import { test } from './fixtures.js'

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Question').fill(question)
  await page.getByRole('button', { name: 'Ask' }).click()
}

test('a page streams an answer from a server of the test\'s own, which keeps a Log', async ({ page, site, platform }, info) => {
  await page.goto(`${site.url}/?platform=${platform.url}/v5`)
  await ask(page, 'How long do you deliver?')
  await expect(page.getByLabel('Answer')).toContainText('You said: "How long do you deliver?"')
  await page.screenshot({ path: info.outputPath('answer.png') })

  const humanloop = new Humanloop({ apiKey: null, baseURL: `${platform.url}/v5` })
  const { id } = await humanloop.files.retrieveByPath({ path: 'support/answer' })
  const { items } = await humanloop.logs.list({ file_id: id })
  expect(items).toHaveLength(1)
})

test('a page says that the platform is busy', async ({ page, site, platform }) => {
  await seed(platform, { prompts: { answer: { path: 'support/answer', model: 'fail-429', deploy: ['production'] } } })
  await page.goto(`${site.url}/?platform=${platform.url}/v5`)
  await ask(page, 'Hello?')
  await expect(page.getByLabel('Answer')).toHaveText('We are busy. Please ask again in a minute.')
})

test('a page of an origin that nobody named gets no answer', async ({ page, site, platform }) => {
  await page.goto(`${site.url.replace('127.0.0.1', 'localhost')}/?platform=${platform.url}/v5`)
  await ask(page, 'Hello?')
  await expect(page.getByLabel('Answer')).toHaveText('We are busy. Please ask again in a minute.')
})

test('a page has the platform inside, behind the worker of msw', async ({ page, site }) => {
  await page.goto(`${site.url}/mocked.html`)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await ask(page, 'Do you sell kettles?')
  await expect(page.getByLabel('Answer')).toContainText('You said: "Do you sell kettles?"')
})
