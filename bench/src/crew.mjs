import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const script = (name) => fileURLToPath(new URL(name, import.meta.url))

/** Starts a module of this folder in a process of its own and waits for its first message. */
export async function startProcess(name, parameters = [], execArgv = []) {
  const child = fork(script(name), parameters, { execArgv, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] })
  let words = ''
  child.stderr.on('data', (chunk) => (words += chunk))
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(words.match(/^\w*Error.*$/m)?.[0] ?? `ended with code ${code}`)
  })
  ended.catch(() => undefined)
  const receive = async () => {
    const [message] = await Promise.race([once(child, 'message'), ended])
    if (message.failure !== undefined) throw new Error(message.failure)
    return message.value
  }
  const first = await receive()
  return {
    first,
    async ask(task, input) {
      const answer = receive()
      child.send({ task, input })
      return answer
    },
    stop: () => child.connected && child.disconnect(),
  }
}

function profileFlags(folder, name) {
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name.replaceAll(/\W+/g, '-')}.cpuprofile`] : []
}

/**
 * Starts one process for each contestant that offers a function.
 *
 * @param names Names with the files of their contestants.
 * @param options `baseURL` of the server, Node's `flags`, and the folder for a `profile` of each.
 * @returns Running contestants by name, and why others could not start.
 */
export async function startCrew(names, offer, { baseURL = 'http://127.0.0.1:9', flags = [], profile } = {}) {
  const crew = new Map()
  const missing = []
  for (const [name, file] of Object.entries(names)) {
    try {
      const member = await startProcess('worker.mjs', [file, baseURL], ['--expose-gc', ...flags, ...profileFlags(profile, name)])
      if ((await member.ask('offers')).includes(offer)) crew.set(name, member)
      else member.stop()
    } catch (error) {
      missing.push(`${name} is left out: ${error.message}`)
    }
  }
  return { crew, missing, stop: () => crew.forEach((member) => member.stop()) }
}
