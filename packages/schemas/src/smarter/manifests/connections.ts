import * as v from 'valibot'
import { type Direction, flag, nullish, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { manifest, plainMetadata, snakeOwnedStatus } from './manifest.js'
import type { ApiConnectionManifest, ApiConnectionSpec, ProxySettings, SqlConnectionManifest, SqlConnectionSpec } from './types.js'

function proxyEntries(direction: Direction) {
  return {
    proxyHost: text,
    proxyPort: nullish(direction.integer({ min: 0, max: 65_535 })),
    proxyUsername: text,
    proxyPassword: text,
  } satisfies Entries<ProxySettings>
}

export function apiConnection(direction: Direction): Schema<ApiConnectionManifest> {
  const spec: Schema<ApiConnectionSpec> = direction.object({
    connection: direction.object({
      ...proxyEntries(direction),
      baseUrl: v.string(),
      apiKey: text,
      authMethod: nullish(direction.word('none', 'basic', 'token', 'oauth')),
      timeout: nullish(direction.number({ min: 0 })),
      proxyProtocol: text,
    } satisfies Entries<ApiConnectionSpec['connection']>),
  } satisfies Entries<ApiConnectionSpec>)
  return manifest(direction, 'ApiConnection', { spec, status: snakeOwnedStatus, metadata: plainMetadata(direction) })
}

export function sqlConnection(direction: Direction): Schema<SqlConnectionManifest> {
  const spec: Schema<SqlConnectionSpec> = direction.object({
    connection: direction.object({
      ...proxyEntries(direction),
      dbEngine: v.string(),
      hostname: v.string(),
      port: nullish(direction.integer({ min: 0, max: 65_535 })),
      database: v.string(),
      username: text,
      password: text,
      timeout: nullish(direction.number({ min: 0 })),
      useSsl: flag,
      sslCert: text,
      sslKey: text,
      sslCa: text,
      sshKnownHosts: text,
      poolSize: nullish(direction.integer()),
      maxOverflow: nullish(direction.integer()),
      authenticationMethod: nullish(direction.word('none', 'tcpip', 'tcpip_ssh', 'ldap_user_pwd')),
    } satisfies Entries<SqlConnectionSpec['connection']>),
  } satisfies Entries<SqlConnectionSpec>)
  return manifest(direction, 'SqlConnection', { spec, status: snakeOwnedStatus, metadata: plainMetadata(direction) })
}
