import { expectTypeOf, it } from 'vitest'
import { type ApiPromise, type Bound, createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import type { ChatbotSpec, CommandResponse, LLMClientManifest, SecretManifest, UserManifest } from '@smarter-api/schemas/smarter'
import { applyManifest, describeManifest, type Manifests, manifests } from './index.js'
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

it('checks a manifest by its kind', () => {
  const metadata = { name: 'a', description: null, version: null }
  expectTypeOf(applyManifest(client, { manifest: { apiVersion: 'smarter.sh/v1', kind: 'Secret', metadata, spec: { config: { value: 'x' } } } })).toEqualTypeOf<
    ApiPromise<CommandResponse>
  >()
  // @ts-expect-error -- the value of a secret is text
  void applyManifest(client, { manifest: { apiVersion: 'smarter.sh/v1', kind: 'Secret', metadata, spec: { config: { value: 7 } } } })
})

it('binds no generic function, whose types a mapped type would lose', () => {
  expectTypeOf<Omit<Manifests, 'describe'>>().toEqualTypeOf<Bound<Omit<typeof Methods, 'describe'>>>()
})

it('takes clients of Smarter only', () => {
  // @ts-expect-error -- a client of another platform
  manifests(createHumanloopClient({ apiKey: null }))
})
