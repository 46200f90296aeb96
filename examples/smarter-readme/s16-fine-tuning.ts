import { fromPath } from '@smarter-api/core/node'
import { Smarter } from '@smarter-api/sdk'

const client = new Smarter()
const file = await client.files.create({ file: fromPath(new URL('input.jsonl', import.meta.url)), purpose: 'fine-tune' })
const job = await client.fineTuning.jobs.create({ model: 'gpt-4o', training_file: file.id })
console.log(`${job.object} of ${job.model}: ${job.status}`)

for await (const event of client.fineTuning.jobs.listEvents({ fine_tuning_job_id: job.id })) console.log(`${event.level}: ${event.message}`)
const { status } = await client.fineTuning.jobs.cancel({ fine_tuning_job_id: job.id })
console.log(status)
