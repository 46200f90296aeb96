import { readFile } from 'node:fs/promises'
import { fromPath } from '@smarter-api/core/node'
import { Smarter } from '@smarter-api/sdk'

const client = new Smarter()
const path = new URL('input.jsonl', import.meta.url)
const contents = await readFile(path)

const files = [
  // A path: the file is read while it is sent.
  await client.files.create({ file: fromPath(path), purpose: 'fine-tune' }),
  // Bytes.
  await client.files.create({ file: contents, purpose: 'user_data' }),
  // A name, contents and a media type.
  await client.files.create({ file: ['input.jsonl', contents, 'application/jsonl'], purpose: 'fine-tune' }),
]
for (const { filename, bytes, purpose, status } of files) console.log(`${filename}: ${bytes} bytes for ${purpose}, ${status}`)

for (const { id } of files) {
  const content = await client.files.content({ file_id: id })
  console.log(contents.equals(new Uint8Array(await content.arrayBuffer())))
}
