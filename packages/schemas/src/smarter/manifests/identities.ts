import * as v from 'valibot'
import { type Direction, flag, nullish, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { manifest, metadataEntries, ownedStatusEntries, plainMetadata, snakeOwnedStatus, statusEntries } from './manifest.js'
import type {
  AccountManifest,
  AccountMetadata,
  AccountSpec,
  AccountStatus,
  Manifest,
  SecretManifest,
  SecretSpec,
  SecretStatus,
  SmarterAuthTokenSpec,
  SmarterAuthTokenStatus,
  UserManifest,
  UserMetadata,
  UserSpec,
} from './types.js'

const accountNumber = { matches: /^\d{4}-\d{4}-\d{4}$/, message: 'Expected an account number such as "1234-5678-9012"' }

export function account(direction: Direction): Schema<AccountManifest> {
  const metadata: Schema<AccountMetadata> = direction.object({
    ...metadataEntries(direction),
    accountNumber: nullish(direction.text({ pattern: accountNumber })),
  } satisfies Entries<AccountMetadata>)
  const spec: Schema<AccountSpec> = direction.object({
    config: direction.object({
      companyName: v.string(),
      phoneNumber: text,
      address1: text,
      address2: text,
      city: text,
      state: text,
      postalCode: text,
      country: text,
      language: text,
      timezone: text,
      currency: text,
    } satisfies Entries<AccountSpec['config']>),
  } satisfies Entries<AccountSpec>)
  const status: Schema<AccountStatus> = v.looseObject({ ...statusEntries, adminAccount: text } satisfies Entries<AccountStatus>)
  return manifest(direction, 'Account', { spec, status, metadata })
}

export function user(direction: Direction): Schema<UserManifest> {
  const metadata: Schema<UserMetadata> = direction.object({
    ...metadataEntries(direction),
    username: v.string(),
  } satisfies Entries<UserMetadata>)
  const spec: Schema<UserSpec> = direction.object({
    config: direction.object({
      firstName: text,
      lastName: text,
      email: v.string(),
      isStaff: flag,
      isActive: v.boolean(),
    } satisfies Entries<UserSpec['config']>),
  } satisfies Entries<UserSpec>)
  return manifest(direction, 'User', { spec, status: snakeOwnedStatus, metadata })
}

export function secret(direction: Direction): Schema<SecretManifest> {
  const config: Schema<SecretSpec['config']> = direction.object({
    value: text,
    expiration_date: nullish(direction.dateTime),
  } satisfies Entries<SecretSpec['config']>)
  const spec: Schema<SecretSpec> = direction.object({
    config: direction.must(config, ({ value }) => typeof value === 'string', 'Expected "value", the secret itself, as a text'),
  } satisfies Entries<SecretSpec>)
  const status: Schema<SecretStatus> = v.looseObject({ ...ownedStatusEntries, last_accessed: text } satisfies Entries<SecretStatus>)
  return manifest(direction, 'Secret', { spec, status, metadata: plainMetadata(direction) })
}

export function authToken<Kind extends string>(
  direction: Direction,
  kind: Kind,
): Schema<Manifest<Kind, SmarterAuthTokenSpec, SmarterAuthTokenStatus>> {
  const spec: Schema<SmarterAuthTokenSpec> = direction.object({
    config: direction.object({ isActive: flag, username: v.string() } satisfies Entries<SmarterAuthTokenSpec['config']>),
  } satisfies Entries<SmarterAuthTokenSpec>)
  const status: Schema<SmarterAuthTokenStatus> = v.looseObject({
    ...statusEntries,
    lastUsedAt: text,
  } satisfies Entries<SmarterAuthTokenStatus>)
  return manifest(direction, kind, { spec, status, metadata: plainMetadata(direction) })
}
