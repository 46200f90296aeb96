import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const debianFolder = '/usr/lib/postgresql'
const usual = ['autovacuum=off', 'max_connections=500', 'shared_buffers=64MB']
const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
const access = 'local all smarter trust\nlocal all all scram-sha-256\n'
/** Ends Postgres, and removes its folder, when the input ends: even a killed parent closes it. At the word `kill` it ends Postgres at once, and no more. */
const guarded = `"$0" "$@" & server=$!
  if read -r word && [ "$word" = kill ]; then kill -QUIT "$server"; wait "$server"; exit; fi
  kill -INT "$server"; wait "$server"; rm -rf "$FOLDER"`

/** A Postgres of our own. */
export interface Cluster {
  url: string
  /** Lets it die without a last write. */
  kill(): Promise<void>
  /** Starts it again, with the data that it had. */
  start(): Promise<void>
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** Whether it keeps what it acknowledges, come what may. Default: it does not, and is faster. */
  isDurable?: boolean
}

/** The folder with Postgres' programs; `undefined` when none is installed. */
export async function findPostgres(): Promise<string | undefined> {
  const versions = await readdir(debianFolder).catch(() => [])
  const newestFirst = versions.filter((name) => /^\d+$/.test(name)).toSorted((one, other) => Number(other) - Number(one))
  const folders = [...newestFirst.map((version) => join(debianFolder, version, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** Starts a private cluster in a temporary folder, on a socket alone. It trusts the user `smarter`, and asks all others for their passwords. */
export async function startCluster(programs: string, { isDurable = false }: ClusterOptions = {}): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'smarter-postgres-'))
  const user = serverUser()
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid)
  await chmod(folder, 0o700)
  const data = join(folder, 'data')
  const options = ['--username=smarter', '--auth=trust', '--encoding=UTF8', '--no-sync', '--no-instructions']
  execFileSync(join(programs, 'initdb'), ['--pgdata', data, ...options, ...languageOf(programs)], { ...user, cwd: folder, stdio: 'pipe' })
  await writeFile(join(data, 'pg_hba.conf'), access)
  const settings = [...usual, ...(isDurable ? [] : fast), 'listen_addresses=', `unix_socket_directories=${folder}`].flatMap((setting) => ['-c', setting])
  const startIt = () => startServer([join(programs, 'postgres'), '-D', data, ...settings], folder)
  let running: RunningServer | undefined = await startIt()
  return {
    url: `postgres://smarter@localhost/postgres?host=${encodeURIComponent(folder)}`,
    async kill() {
      await running?.end('kill\n')
      running = undefined
    },
    async start() {
      running ??= await startIt()
    },
    async stop() {
      await running?.end('')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface RunningServer {
  /** Lets the guard end it, in the way that the word says. */
  end(word: string): Promise<void>
}

/** Starts Postgres under a guard. */
async function startServer(program: string[], folder: string): Promise<RunningServer> {
  const server = spawn('sh', ['-c', guarded, ...program], {
    ...serverUser(),
    cwd: folder,
    env: { ...process.env, FOLDER: folder },
    stdio: ['pipe', 'ignore', 'pipe'],
    // A signal that ends a whole group of processes must not end the one that tidies up.
    detached: true,
  })
  const ended = new Promise<void>((resolve) => void server.once('close', () => resolve()))
  await ready(server.stderr, ended)
  return {
    end(word) {
      server.stdin.end(word)
      return ended
    },
  }
}

/** Postgres refuses to run as root. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const name = ['postgres', 'nobody'].find((candidate) => idOf('-u', candidate) !== undefined)
  const [uid, gid] = [idOf('-u', name ?? ''), idOf('-g', name ?? '')]
  return uid === undefined || gid === undefined ? {} : { uid, gid }
}

function idOf(kind: string, name: string): number | undefined {
  try {
    return Number(execFileSync('id', [kind, name], { stdio: 'pipe' }).toString())
  } catch {
    return undefined
  }
}

/** A language with an order of its own, so that tests see where texts are compared by it. */
function languageOf(programs: string): string[] {
  const [, version = '0'] = /(\d+)/.exec(execFileSync(join(programs, 'postgres'), ['--version']).toString()) ?? []
  return Number(version) >= 15 ? ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en'] : ['--locale=C.UTF-8']
}

async function ready(log: NodeJS.ReadableStream, ended: Promise<void>): Promise<void> {
  let told = ''
  await new Promise<void>((resolve, reject) => {
    log.on('data', (piece: Buffer) => {
      told = `${told}${piece.toString()}`.slice(-4000)
      if (told.includes('ready to accept connections')) resolve()
    })
    void ended.then(() => reject(new Error(`Postgres did not start: ${told}`)))
  })
}
