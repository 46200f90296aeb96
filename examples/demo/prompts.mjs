import { basename, extname } from 'node:path'
import { listVariables } from '@smarter-api/dotprompt'
import { answer, part, step } from './say.mjs'

/** Stores a prompt from a `.prompt` file, calls it, streams it, lists what is stored, and gives the call for other parts to repeat. */
export async function showPrompts(humanloop, { file, text, question }) {
  part('Humanloop: a prompt from a file')
  const name = basename(file, extname(file))
  const path = `demo/${name}`
  const before = await countVersions(humanloop, path)
  step(before > 0 ? `An earlier run left ${before} version${before === 1 ? '' : 's'} of ${path} here.` : `This is the first run: nothing is stored under ${path} yet.`)

  const kernel = await humanloop.prompts.deserialize({ prompt: text })
  const prompt = await humanloop.prompts.upsert({ ...kernel, path })
  step(`Stored ${basename(file)} as ${path}: prompt ${prompt.id}, version ${prompt.version_id}.`)
  for (const temperature of [0.5, 0.9]) await humanloop.prompts.upsert({ ...kernel, path, temperature })
  for (const variant of ['formal', 'short']) await humanloop.prompts.upsert({ ...kernel, path: `${path}-${variant}` })

  const inputs = exampleInputs(kernel.template)
  const call = { id: prompt.id, inputs, messages: [{ role: 'user', content: question }] }
  step(`Calling it: ${question}`)
  const result = await humanloop.prompts.call(call)
  answer(result.logs[0]?.output ?? '(no output)')
  step(`Logged as ${result.id}, request ${result._request_id}.`)

  step('The same as a stream, piece by piece:')
  const pieces = []
  for await (const event of await humanloop.prompts.call({ ...call, stream: true })) if (event.output) pieces.push(event.output)
  answer(pieces.join('|'))

  await listPages(humanloop)
  return call
}

function exampleInputs(template) {
  const inputs = Object.fromEntries(listVariables(template ?? '').map((name) => [name, name === 'company' ? 'Example Ltd' : `some ${name}`]))
  for (const [name, value] of Object.entries(inputs)) step(`Its variable {{${name}}} is filled with "${value}".`)
  return inputs
}

async function countVersions(humanloop, path) {
  for await (const prompt of humanloop.prompts.list({ name: path.split('/').at(-1) })) {
    if (prompt.path === path) return (await humanloop.prompts.listVersions({ id: prompt.id })).records.length
  }
  return 0
}

async function listPages(humanloop) {
  step('All prompts with their versions, page by page (two on a page):')
  let number = 0
  for await (const page of humanloop.prompts.list({ size: 2, sort_by: 'name', order: 'asc' }).iterPages()) {
    number++
    for (const { id, path } of page.items) {
      const { records } = await humanloop.prompts.listVersions({ id })
      answer(`page ${number}: ${path}, ${records.length} version${records.length === 1 ? '' : 's'}`)
    }
  }
}
