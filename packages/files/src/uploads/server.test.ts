import { expect, it } from 'vitest'
import { openaiTestClient } from '@smarter-api/test-support'
import { APIError, NotFoundError, uploads } from './index.js'

const example = JSON.stringify({ messages: [{ role: 'user', content: 'Hello!' }, { role: 'assistant', content: 'Hi.' }] })

it('uploads, finds, reads and deletes a file of a real server', async () => {
  const files = uploads(openaiTestClient().client)
  const { id } = await files.create({ file: ['train.jsonl', example, 'application/jsonl'], purpose: 'fine-tune' })
  expect(await files.waitForProcessing({ file_id: id })).toMatchObject({ filename: 'train.jsonl', bytes: example.length, purpose: 'fine-tune' })
  await files.create({ file: new File(['a'], 'notes.txt'), purpose: 'user_data' })
  const names: string[] = []
  for await (const { filename } of files.list({ limit: 1, order: 'asc' })) names.push(filename)
  expect(names).toEqual(['train.jsonl', 'notes.txt'])
  expect((await files.list({ purpose: 'user_data' })).data).toHaveLength(1)
  expect(await (await files.content({ file_id: id })).text()).toBe(example)
  expect(await files.delete({ file_id: id })).toMatchObject({ id, deleted: true })
  await expect(files.retrieve({ file_id: id })).rejects.toThrow(NotFoundError)
})

it('tells why a real server cannot process a file', async () => {
  const files = uploads(openaiTestClient().client)
  const { id } = await files.create({ file: ['train.jsonl', 'no JSON', 'application/jsonl'], purpose: 'fine-tune' })
  const waiting = files.waitForProcessing({ file_id: id })
  await expect(waiting).rejects.toThrow(APIError)
  await expect(waiting).rejects.toThrow(/line 1/i)
})
