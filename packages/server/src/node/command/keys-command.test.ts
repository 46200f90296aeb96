import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import { serve } from '../serve.js'
import { runCommand } from './run-command.js'

async function run(...args: string[]) {
  const [printed, complaints]: [string[], string[]] = [[], []]
  const code = await runCommand(args, { print: (line) => printed.push(line), complain: (line) => complaints.push(line), progress: { write: () => undefined }, untilStopped: async () => undefined })
  return { code, printed, complaints }
}

it('a key is made, shown once, listed without itself, opens a server, and is revoked', async () => {
  const dataFile = join(await temporaryFolder(), 'data.db')
  const data = ['--data', dataFile]
  expect((await run('keys', 'list', '--data', ':memory:')).printed).toEqual([expect.stringContaining('There are no keys.')])
  const made = await run('keys', 'create', 'ci', ...data)
  const [key = ''] = made.printed
  expect([made.code, made.printed.length, made.complaints]).toEqual([0, 1, [expect.stringContaining('shown this once')]])
  const server = await serve({ dataFile })
  const status = async (headers: Record<string, string> = {}) => (await fetch(`${server.url}/v5/prompts`, { headers })).status
  expect([await status(), await status({ 'x-api-key': key })]).toEqual([401, 200])
  await server.close()
  const { printed } = await run('keys', 'list', ...data)
  expect(printed).toEqual([expect.stringMatching(/^name +id +key +created +last used +revoked$/), expect.stringMatching(/^ci +key_\w+ +smarter_\w{8}… +\d{4}-.* +-$/)])
  expect(printed.join()).not.toContain(key)
  expect(await run('keys', 'revoke', 'ci', ...data)).toMatchObject({ code: 0, printed: [expect.stringContaining('opens nothing any more')] })
  expect((await run('keys', 'list', ...data)).printed[1]).toMatch(/ \d{4}-\S+Z$/)
})

it.each<[string[], RegExp]>([
  [['keys'], /Usage: smarter-server keys/],
  [['keys', 'create'], /missing required argument 'name'\. Run smarter-server keys create --help\./],
  [['keys', 'create', ' '], /name of a key is a text/],
  [['keys', 'revoke', 'nobody'], /There is no key "nobody" in force/],
  [['keys', 'turn'], /unknown command 'turn'\. Run smarter-server keys --help\./],
  [['keys', 'list', '--port', '1'], /unknown option '--port'/],
  [['--metrics', 'keys', 'list'], /--metrics is for the server, not for the command keys\./],
  [['--data', 'x', 'keys', 'list'], /--data belongs behind the command keys\./],
  [['keys', 'list', '--data', 'NEW/missing.db'], /There is no database \/.*\/missing\.db\./],
  [['keys', 'revoke', 'ci', '--data=NEW/missing.db'], /There is no database \/.*\/missing\.db\./],
])('%j is refused', async (args, message) => {
  const folder = await temporaryFolder()
  const { code, complaints } = await run(...args.map((arg) => arg.replace('NEW', folder)), ...(args.length > 1 && args.length < 4 ? ['--data', ':memory:'] : []))
  expect(code).not.toBe(0)
  expect(complaints).toEqual([expect.stringMatching(message)])
})
