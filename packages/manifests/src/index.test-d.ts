import { expectTypeOf, it } from 'vitest'
import { type ApiPromise, type Bound, createHumanloopClient, createSmarterClient, type PagePromise } from '@smarter-api/core'
import type { ApplyResponse, ChatbotRow, ChatbotSpec, LLMClientManifest, PlatformAccount, PlatformUser, SecretManifest, UserManifest } from '@smarter-api/schemas/smarter'
import { accounts, applyManifest, deleteManifest, describeManifest, getExampleManifest, getManifests, listAccounts, listManifestRows, type Manifests, manifests } from './index.js'
import type * as Methods from './methods.js'

const client = createSmarterClient({ apiKey: null })

it('types a description by its kind, in both styles', async () => {
  const { data: bot } = await describeManifest(client, { kind: 'LLMClient', name: 'a' })
  expectTypeOf(bot).toEqualTypeOf<LLMClientManifest>()
  expectTypeOf(bot.spec).toEqualTypeOf<ChatbotSpec>()
  const { data: secret } = await manifests(client).describe({ kind: 'Secret', name: 'a' })
  expectTypeOf(secret).toEqualTypeOf<SecretManifest>()
  const { data: user } = await manifests(client).describe({ kind: 'User', username: 'a' })
  expectTypeOf(user).toEqualTypeOf<UserManifest>()
})

it('finds users by username, other things by name, and known kinds only', () => {
  // @ts-expect-error -- a user has no name
  void describeManifest(client, { kind: 'User', name: 'a' })
  // @ts-expect-error -- a secret has no username
  void describeManifest(client, { kind: 'Secret', username: 'a' })
  // @ts-expect-error -- kinds are spelled as manifests spell them
  void describeManifest(client, { kind: 'secret', name: 'a' })
})

it('types rows by their kind, in both styles', async () => {
  const { data } = await getManifests(client, { kind: 'Account' })
  expectTypeOf(data.data.items).toEqualTypeOf<PlatformAccount[]>()
  expectTypeOf((await manifests(client).get({ kind: 'Chatbot' })).data.data.items).toEqualTypeOf<ChatbotRow[]>()
  expectTypeOf(listManifestRows(client, { kind: 'User' })).toEqualTypeOf<PagePromise<PlatformUser>>()
  expectTypeOf(listAccounts(client)).toEqualTypeOf<PagePromise<PlatformAccount>>()
  expectTypeOf(accounts(client).list()).toEqualTypeOf<PagePromise<PlatformAccount>>()
})

it('types a sample by its kind, in both styles', async () => {
  expectTypeOf((await getExampleManifest(client, { kind: 'Secret' })).data).toEqualTypeOf<SecretManifest>()
  expectTypeOf((await manifests(client).exampleManifest({ kind: 'User' })).data).toEqualTypeOf<UserManifest>()
})

it('names what commands act on as describing does', () => {
  void deleteManifest(client, { kind: 'User', username: 'a' })
  // @ts-expect-error -- a user has no name
  void deleteManifest(client, { kind: 'User', name: 'a' })
  // @ts-expect-error -- a secret needs a name
  void manifests(client).deploy({ kind: 'Secret' })
})

it('takes manifests as text', () => {
  expectTypeOf(manifests(client).apply({ manifest: 'kind: Secret' })).toEqualTypeOf<ApiPromise<ApplyResponse>>()
})

it('checks a manifest by its kind', () => {
  const metadata = { name: 'a', description: null, version: null }
  expectTypeOf(applyManifest(client, { manifest: { apiVersion: 'smarter.sh/v1', kind: 'Secret', metadata, spec: { config: { value: 'x' } } } })).toEqualTypeOf<
    ApiPromise<ApplyResponse>
  >()
  // @ts-expect-error -- the value of a secret is text
  void applyManifest(client, { manifest: { apiVersion: 'smarter.sh/v1', kind: 'Secret', metadata, spec: { config: { value: 7 } } } })
})

type Generic = 'describe' | 'get' | 'exampleManifest'

it('binds no generic function, whose types a mapped type would lose', () => {
  expectTypeOf<Omit<Manifests, Generic>>().toEqualTypeOf<Bound<Omit<typeof Methods, Generic>>>()
})

it('takes clients of Smarter only', () => {
  // @ts-expect-error -- a client of another platform
  manifests(createHumanloopClient({ apiKey: null }))
})
