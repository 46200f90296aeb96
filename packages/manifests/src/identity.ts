import type { WhoAmI } from '@smarter-api/schemas/smarter'

/** Who a key belongs to, in one spelling for servers of all versions. */
export interface Identity {
  /** Login name. */
  readonly username: string
  /** Mail address. */
  readonly email: string | undefined
  /** Given name. */
  readonly firstName: string | undefined
  /** Family name. */
  readonly lastName: string | undefined
  /** Whether the user may make keys. */
  readonly isStaff: boolean
  /** Whether the user may do everything. */
  readonly isSuperuser: boolean
  /** Account number, `dddd-dddd-dddd`. */
  readonly accountNumber: string | undefined
  /** Name of the company. */
  readonly companyName: string | undefined
  /** Which of the platform's environments answered, for example `prod`. */
  readonly environment: string
}

/**
 * Reads who a key belongs to out of the answer of `whoami`, whose fields are in camelCase on servers from 0.13 and in snake_case on older ones.
 *
 * @param whoami `data` of the answer.
 *
 * @example
 * ```ts
 * const { accountNumber } = readIdentity((await identifyCaller(client)).data)
 * ```
 */
export function readIdentity({ user, account, environment }: WhoAmI): Identity {
  return {
    username: user.username,
    email: user.email ?? undefined,
    firstName: user.firstName ?? user.first_name ?? undefined,
    lastName: user.lastName ?? user.last_name ?? undefined,
    isStaff: user.isStaff ?? user.is_staff ?? false,
    isSuperuser: user.isSuperuser ?? user.is_superuser ?? false,
    accountNumber: account.accountNumber ?? account.account_number ?? undefined,
    companyName: account.companyName ?? account.company_name ?? undefined,
    environment,
  }
}
