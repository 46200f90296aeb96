import type { JournaledResponse } from '../envelope/types.js'
import type { PlatformAccount, PlatformUser } from '../resources/types.js'

/** The owner of the key, in the spelling of servers from 0.13 and of older ones. */
export interface WhoAmIUser extends PlatformUser {
  /** Given name. Servers up to 0.12. */
  first_name?: string | null
  /** Family name. Servers up to 0.12. */
  last_name?: string | null
  /** Whether the user may make keys. Servers up to 0.12. */
  is_staff?: boolean | null
  /** Whether the user may do everything. Servers up to 0.12. */
  is_superuser?: boolean | null
}

/** The account of the key's owner, in the spelling of servers from 0.12 and of older ones. */
export interface WhoAmIAccount extends PlatformAccount {
  /** When the account was made, ISO 8601. Servers up to 0.11. */
  created_at?: string | null
  /** When the account was last changed, ISO 8601. Servers up to 0.11. */
  updated_at?: string | null
  /** Account number. Servers up to 0.11. */
  account_number?: string | null
  /** Whether it is the platform's own account. Servers up to 0.11. */
  is_default_account?: boolean | null
  /** Name of the company. Servers up to 0.11. */
  company_name?: string | null
  /** Telephone number. Servers up to 0.11. */
  phone_number?: string | null
  /** Postal code. Servers up to 0.11. */
  postal_code?: string | null
  /** Whether the account can be used. Servers up to 0.11. */
  is_active?: boolean | null
}

/** Who a key belongs to. */
export interface WhoAmI {
  /** The owner. */
  user: WhoAmIUser
  /** The owner's account. */
  account: WhoAmIAccount
  /** Which of the platform's environments answered, for example `prod`. */
  environment: string
}

/** Answer of `POST /cli/whoami/`. */
export type WhoAmIResponse = JournaledResponse<WhoAmI>

/** Versions of the server and its tools. */
export interface PlatformVersion {
  /** The server. */
  api: {
    /** Version of the server; from 0.14.0 it is of the LLMClient generation. */
    version: string
    /** Versions of its Python packages, by name. */
    python?: Record<string, string> | null
  }
  /** The command line tool. */
  cli?: {
    /** Its newest version. */
    version?: string | null
  } | null
}

/** Answer of `POST /cli/version/`. */
export type VersionResponse = JournaledResponse<PlatformVersion>

/** How the machines below the platform are. */
export interface PlatformStatus {
  /** State of the services, by name: `kubernetes`, `mysql`, `redis`. */
  infrastructures?: Record<string, unknown> | null
  /** The machine that answered. */
  compute?: Record<string, unknown> | null
}

/** Answer of `POST /cli/status/`. */
export type StatusResponse = JournaledResponse<PlatformStatus>
