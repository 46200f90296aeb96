import * as v from 'valibot'
import { flag, map, nullish, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { journaledResponse } from '../envelope/schemas.js'
import { accountEntries, userEntries } from '../resources/schemas.js'
import type {
  PlatformStatus,
  PlatformVersion,
  StatusResponse,
  VersionResponse,
  WhoAmI,
  WhoAmIAccount,
  WhoAmIResponse,
  WhoAmIUser,
} from './types.js'

const user = v.looseObject({
  ...userEntries,
  first_name: text,
  last_name: text,
  is_staff: flag,
  is_superuser: flag,
} satisfies Entries<WhoAmIUser>)

const account = v.looseObject({
  ...accountEntries,
  created_at: text,
  updated_at: text,
  account_number: text,
  is_default_account: flag,
  company_name: text,
  phone_number: text,
  postal_code: text,
  is_active: flag,
} satisfies Entries<WhoAmIAccount>)

/** Checks who a key belongs to. */
export const WhoAmISchema: Schema<WhoAmI> = v.looseObject({ user, account, environment: v.string() } satisfies Entries<WhoAmI>)

/** Checks the answer that tells who a key belongs to. */
export const WhoAmIResponseSchema: Schema<WhoAmIResponse> = journaledResponse(WhoAmISchema)

/** Checks versions of the server and its tools. */
export const PlatformVersionSchema: Schema<PlatformVersion> = v.looseObject({
  api: v.looseObject({
    version: v.string(),
    python: nullish(v.record(v.string(), v.string())),
  } satisfies Entries<PlatformVersion['api']>),
  cli: nullish(v.looseObject({ version: text } satisfies Entries<NonNullable<PlatformVersion['cli']>>)),
} satisfies Entries<PlatformVersion>)

/** Checks the answer that tells versions. */
export const VersionResponseSchema: Schema<VersionResponse> = journaledResponse(PlatformVersionSchema)

/** Checks how the machines below the platform are. */
export const PlatformStatusSchema: Schema<PlatformStatus> = v.looseObject({
  infrastructures: map,
  compute: map,
} satisfies Entries<PlatformStatus>)

/** Checks the answer that tells how the machines are. */
export const StatusResponseSchema: Schema<StatusResponse> = journaledResponse(PlatformStatusSchema)
