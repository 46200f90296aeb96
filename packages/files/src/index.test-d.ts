import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, PagePromise, WithRequestId } from '@smarter-api/core'
import { createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import type * as DirectoryMethods from './directories/methods.js'
import type * as FileMethods from './files/methods.js'
import { deleteDirectory, directories, type Directories, files, type Files, getDirectory, listDirectories, listFiles, retrieveFileByPath } from './index.js'
import type { AnyFile, Directory, DirectoryWithParentsAndChildren, Prompt } from './index.js'

const client = createHumanloopClient({ apiKey: null })

it('gives the same types in both styles', () => {
  expectTypeOf(listFiles(client)).toEqualTypeOf<PagePromise<AnyFile>>()
  expectTypeOf(files(client).listFiles()).toEqualTypeOf<PagePromise<AnyFile>>()
  expectTypeOf(retrieveFileByPath(client, { path: 'a' })).toEqualTypeOf<ApiPromise<AnyFile>>()
  expectTypeOf(files(client).retrieveByPath({ path: 'a' })).toEqualTypeOf<ApiPromise<AnyFile>>()
  expectTypeOf(listDirectories(client)).resolves.toEqualTypeOf<Directory[]>()
  expectTypeOf(directories(client).list()).resolves.toEqualTypeOf<Directory[]>()
  expectTypeOf(getDirectory(client, { id: 'root' })).resolves.toEqualTypeOf<WithRequestId<DirectoryWithParentsAndChildren>>()
  expectTypeOf(directories(client).get({ id: 'root' })).resolves.toEqualTypeOf<WithRequestId<DirectoryWithParentsAndChildren>>()
  expectTypeOf(deleteDirectory(client, { id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(directories(client).delete({ id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
})

it('tells the kinds of file apart', () => {
  const file = {} as AnyFile
  if (file.type === 'prompt') expectTypeOf(file).toExtend<Prompt>()
})

it('takes clients of Humanloop only', () => {
  const smarter = createSmarterClient({ apiKey: null })
  // @ts-expect-error -- a client of another platform
  void listFiles(smarter)
  // @ts-expect-error -- a client of another platform
  directories(smarter)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- files of any kind cannot be filtered by their maker
  void listFiles(client, { user_filter: 'ada' })
  // @ts-expect-error -- folders are listed all at once
  void listDirectories(client, { page: 2 })
})

it('binds no overloaded and no generic function, whose types a mapped type would lose', () => {
  expectTypeOf<Files>().toEqualTypeOf<Bound<typeof FileMethods>>()
  expectTypeOf<Directories>().toEqualTypeOf<Bound<typeof DirectoryMethods>>()
  expectTypeOf<{ [Name in keyof typeof FileMethods]: Rebuilt<(typeof FileMethods)[Name]> }>().toEqualTypeOf<typeof FileMethods>()
  expectTypeOf<{ [Name in keyof typeof DirectoryMethods]: Rebuilt<(typeof DirectoryMethods)[Name]> }>().toEqualTypeOf<typeof DirectoryMethods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
