// Sends requests to a server over connections that stay open, in a process of its own.
import { Agent, request as send } from 'node:http'
import { answerTasks } from './answer-tasks.mjs'
import { median } from './statistics.mjs'

const agents = new Map()

/** Connections are kept from one round to the next. */
function agentOf(url, connections) {
  const name = `${new URL(url).host} ${connections}`
  if (!agents.has(name)) agents.set(name, new Agent({ keepAlive: true, maxSockets: connections }))
  return agents.get(name)
}

/** Sends one request. Gives the milliseconds until the first bytes of the body and until its end. */
function ask(url, { method = 'GET', body, headers = {} }, agent) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const typed = body === undefined ? headers : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers }
    const sent = send(url, { method, agent, headers: typed }, (response) => {
      let first
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        first ??= performance.now() - started
        if (response.statusCode !== 200) text += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ first, whole: performance.now() - started })
        else reject(new Error(`${method} ${url} was answered with ${response.statusCode}: ${text.slice(0, 300)}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

answerTasks({
  /** Sends a request so many times, over so many connections. Times are middles, in ms. */
  async load({ url, count, connections = 1, keyed = false, ...request }) {
    const agent = agentOf(url, connections)
    const [firsts, wholes] = [[], []]
    let left = count
    const started = performance.now()
    const work = async () => {
      while (left-- > 0) {
        const { first, whole } = await ask(url, keyed ? { ...request, headers: { 'idempotency-key': crypto.randomUUID() } } : request, agent)
        firsts.push(first)
        wholes.push(whole)
      }
    }
    await Promise.all(Array.from({ length: connections }, work))
    return { first: median(firsts), whole: median(wholes), wall: (performance.now() - started) / count }
  },
})

process.send({ value: 'ready' })
