import type { Hono } from 'hono'
import type { Lifecycle } from '../lifecycle.js'
import { expositionType } from '../metrics/exposition.js'
import type { ServerMetrics } from '../metrics/server-metrics.js'
import type { Repository } from '../repository/repository.js'
import { within } from '../within.js'
import { json } from './answer.js'
import { requireBearer } from './authorization.js'
import type { Keyring } from './keyring.js'
import type { Notes } from './observe.js'
import type { Sender } from './sender.js'

export const healthPath = '/healthz'
export const metricsPath = '/metrics'

/** How long the database may take to answer, in milliseconds. */
const patience = 2000
const neverStored = { 'cache-control': 'no-store' }

/** Answers whether the server may be sent requests: whether its database answers, and it is not about to stop. It says nothing else, so it needs no key. */
export function mountHealth(app: Hono<Notes>, { send, report }: Sender, { isDraining }: Lifecycle, repository: Repository): void {
  const isHealthy = createHealthCheck(repository)
  app.get(healthPath, async (context) => {
    context.set('route', healthPath)
    context.set('isProbe', true)
    if (isDraining()) return send(context, json({ status: 'stopping' }, 503, neverStored))
    const isOk = await isHealthy().catch((error: unknown) => {
      report(context, 503, error)
      return false
    })
    return send(context, json({ status: isOk ? 'ok' : 'failing' }, isOk ? 200 : 503, neverStored))
  })
}

/** Answers with the figures of the server. */
export function mountMetrics(app: Hono<Notes>, { send }: Sender, metrics: ServerMetrics, keyring: Keyring): void {
  app.get(metricsPath, async (context) => {
    context.set('route', metricsPath)
    context.set('isProbe', true)
    if (await keyring.isLocked()) await requireBearer(context.req.raw, keyring)
    return send(context, { status: 200, headers: { ...neverStored, 'content-type': expositionType }, body: metrics.write() })
  })
}

/** Looks whether the database answers in time; one look serves all who ask meanwhile. */
function createHealthCheck(repository: Repository): () => Promise<boolean> {
  let looking: Promise<unknown> | undefined
  return () => {
    looking ??= repository.read(({ environments }) => environments.list()).finally(() => {
      looking = undefined
    })
    return within(patience, looking)
  }
}
