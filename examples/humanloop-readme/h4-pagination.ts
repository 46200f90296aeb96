import { Humanloop } from '@smarter-api/sdk'

const client = new Humanloop()
const { id } = await client.prompts.upsert({ path: 'judged', model: 'gpt-4o' })
for (const name of ['Release 1', 'Release 2', 'Release 3']) await client.evaluations.create({ file: { id }, name, evaluators: [] })

// Item by item: pages are fetched as they are needed.
for await (const evaluation of client.evaluations.list({ file_id: id, size: 2 })) {
  console.log(`item ${evaluation.name}`)
}

// Page by page.
for await (const page of client.evaluations.list({ file_id: id, size: 2 }).iterPages()) {
  console.log(`page ${page.items.map(({ name }) => name).join(', ')}`)
}

// By hand.
let pager = await client.evaluations.list({ file_id: id, size: 2 })
console.log(`first page ${pager.items.map(({ name }) => name).join(', ')}`)
pager = await pager.getNextPage()
console.log(`second page ${pager.items.map(({ name }) => name).join(', ')}, and more: ${pager.hasNextPage()}`)
