import { Smarter } from '@smarter-api/sdk'

const client = new Smarter()

// Fetches more pages as they are needed.
const allJobs = []
for await (const job of client.fineTuning.jobs.list({ limit: 20 })) {
  // Do something with job here.
  allJobs.push(job)
}
console.log(`${allJobs.length} jobs`)

// For more control, page by page.
const firstPage = await client.fineTuning.jobs.list({ limit: 20 })
if (firstPage.hasNextPage()) {
  console.log(`will fetch next page using these details: ${JSON.stringify(firstPage.nextPageInfo())}`)
  const nextPage = await firstPage.getNextPage()
  console.log(`number of items we just fetched: ${nextPage.data.length}`)
}

// Or just work directly with the returned data.
for (const job of firstPage.data.slice(0, 2)) console.log(`${job.model}: ${job.status}`)
