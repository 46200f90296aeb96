import { basename, extname } from 'node:path'
import { listVariables } from '@smarter-api/dotprompt'
import { answer, part, step } from './say.mjs'

const mostPages = 3
const firstPieces = 6

/** Stores a prompt from a `.prompt` file, calls it, streams it, lists what is stored, and gives the call for other parts to repeat. */
export async function showPrompts(humanloop, { file, text, question }) {
  part('Humanloop: a prompt from a file')
  const path = `demo/${basename(file, extname(file))}`
  const before = await countVersions(humanloop, path)
  step(before > 0 ? `An earlier run left ${count(before, 'version')} of ${path} here.` : `Nothing is stored under ${path} yet.`)

  const kernel = await humanloop.prompts.deserialize({ prompt: text })
  const prompt = await humanloop.prompts.upsert({ ...kernel, path })
  step(`Stored ${file} as ${path}: prompt ${prompt.id}, version ${prompt.version_id}.`)
  await storeMore(humanloop, kernel, path)

  const inputs = exampleInputs(kernel.template)
  const call = { id: prompt.id, inputs, messages: [{ role: 'user', content: question }] }
  step(`Calling it: ${question}`)
  const result = await humanloop.prompts.call(call)
  answer(result.logs[0]?.output ?? '(no output)')
  step(`Logged as ${result.id}, request ${result._request_id}.`)

  step('The same as a stream, piece by piece:')
  const pieces = []
  for await (const event of await humanloop.prompts.call({ ...call, stream: true })) if (event.output) pieces.push(event.output)
  const more = pieces.length > firstPieces ? ['…'] : []
  answer([...pieces.slice(0, firstPieces).map((piece) => piece.trim()), ...more].join(' · '))
  answer(`${count(pieces.length, 'piece')} in all`)

  await listPages(humanloop)
  return call
}

async function storeMore(humanloop, kernel, path) {
  const temperatures = [0.5, 0.9]
  const variants = ['formal', 'short'].map((variant) => `${path}-${variant}`)
  step(`Storing two more versions (temperature ${temperatures.join(' and ')}) and two variants (${variants.join(' and ')}), so that there are pages to show. Equal content stays one version.`)
  for (const temperature of temperatures) await humanloop.prompts.upsert({ ...kernel, path, temperature })
  for (const variant of variants) await humanloop.prompts.upsert({ ...kernel, path: variant })
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
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
  let shown = 0
  for await (const page of humanloop.prompts.list({ size: 2, sort_by: 'name', order: 'asc' }).iterPages()) {
    number++
    shown += page.items.length
    for (const { id, path } of page.items) {
      const { records } = await humanloop.prompts.listVersions({ id })
      answer(`page ${number}: ${path}, ${count(records.length, 'version')}`)
    }
    if (number < mostPages) continue
    if (page.total > shown) answer(`… and ${page.total - shown} more`)
    break
  }
}
