import { createHumanloopClient, type HumanloopClient } from '../factories.js'
import type { ClientOptions, Fetch } from '../options.js'

export const secret = 'sk-very-secret-key'

/** A client whose network is the given fetch; it logs nothing and waits without jitter. */
export function testClient(fetch: Fetch, options: ClientOptions = {}): HumanloopClient {
  return createHumanloopClient({ apiKey: secret, baseURL: 'http://127.0.0.1/v5', logLevel: 'off', random: () => 0, fetch, ...options })
}
