import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, PagePromise } from '@smarter-api/core'
import { createHumanloopClient, createOpenAIClient, createSmarterClient } from '@smarter-api/core'
import { createUpload, deleteUpload, listUploads, retrieveUploadContent, type Uploads, uploads, waitForUpload } from './index.js'
import type { Deletion, UploadedFile } from './index.js'
import type * as Methods from './methods.js'

const client = createOpenAIClient({ apiKey: null })
const files = uploads(client)
const file = new Blob(['{}'])
const file_id = 'a'

it('gives the same types in both styles', () => {
  expectTypeOf(createUpload(client, { file, purpose: 'batch' })).toEqualTypeOf<ApiPromise<UploadedFile>>()
  expectTypeOf(files.create({ file, purpose: 'batch' })).toEqualTypeOf<ApiPromise<UploadedFile>>()
  expectTypeOf(listUploads(client)).toEqualTypeOf<PagePromise<UploadedFile>>()
  expectTypeOf(files.list({ purpose: 'batch' })).toEqualTypeOf<PagePromise<UploadedFile>>()
  expectTypeOf(deleteUpload(client, { file_id })).toEqualTypeOf<ApiPromise<Deletion>>()
  expectTypeOf(files.delete({ file_id })).toEqualTypeOf<ApiPromise<Deletion>>()
  expectTypeOf(retrieveUploadContent(client, { file_id })).resolves.toEqualTypeOf<Response>()
  expectTypeOf(files.content({ file_id })).resolves.toEqualTypeOf<Response>()
  expectTypeOf(waitForUpload(client, { file_id }, { interval: 10 })).toEqualTypeOf<Promise<UploadedFile>>()
  expectTypeOf(files.waitForProcessing({ file_id }, { maxWait: 10 })).toEqualTypeOf<Promise<UploadedFile>>()
})

it('takes clients of OpenAI-style services and of Smarter, and no other', () => {
  const humanloop = createHumanloopClient({ apiKey: null })
  expectTypeOf(uploads(createSmarterClient({ apiKey: null }))).toEqualTypeOf<Uploads>()
  // @ts-expect-error -- a client of another platform
  void listUploads(humanloop)
  // @ts-expect-error -- a client of another platform
  uploads(humanloop)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- a text would be taken for a path
  void files.create({ file: 'input.jsonl', purpose: 'batch' })
  // @ts-expect-error -- a purpose is needed
  void files.create({ file })
  // @ts-expect-error -- a file is found by file_id
  void files.retrieve({ id: 'a' })
})

it('binds every function with its own types', () => {
  expectTypeOf<Bound<typeof Methods>>().toEqualTypeOf<Uploads>()
  expectTypeOf<{ [Name in keyof typeof Methods]: Rebuilt<(typeof Methods)[Name]> }>().toEqualTypeOf<typeof Methods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
