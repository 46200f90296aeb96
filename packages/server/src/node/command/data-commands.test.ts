import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import { post, started } from '../../testing/started.js'
import { runCommand } from './run-command.js'

async function run(...args: string[]) {
  const [printed, complaints, progress]: [string[], string[], string[]] = [[], [], []]
  const code = await runCommand(args, {
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
    progress: { isTTY: true, write: (text: string) => progress.push(text) },
    untilStopped: async () => undefined,
  })
  return { code, printed: printed.join('\n'), complaints, progress: progress.join('') }
}

async function filledDatabase(folder: string): Promise<string> {
  const dataFile = join(folder, 'first.db')
  const server = await started({ dataFile })
  await post(server, '/v5/prompts/log', { path: 'a/greeting', prompt: { model: 'gpt-4o' }, output: 'Hello', inputs: { name: 'Ada' } })
  await server.close()
  return dataFile
}

it('what is exported is imported, and a second import changes nothing', async () => {
  const folder = await temporaryFolder()
  const [exported, report] = [join(folder, 'exports', 'one'), join(folder, 'report.json')]
  const made = await run('export', exported, '--data', await filledDatabase(folder))
  expect([made.code, made.complaints]).toEqual([0, []])
  expect(made.printed).toMatch(/Exported to .*: files 1, versions 1, datapoints 0, Evaluations 0, Logs 1\./)
  const into = ['import', exported, '--data', join(folder, 'second.db'), '--report', report]
  const taken = await run(...into)
  expect([taken.code, taken.complaints]).toEqual([0, []])
  expect(taken.printed).toContain('files: 1 taken over')
  expect(taken.progress).toContain('% files')
  expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({ summary: { lost: 0, dryRun: false }, problems: [] })
  expect((await run(...into)).printed).toContain('Nothing changed')
  await run('export', join(folder, 'exports', 'two'), '--data', join(folder, 'second.db'))
  expect(await textsIn(join(folder, 'exports', 'two'))).toEqual(await textsIn(exported))
})

it('a trial of an import keeps nothing, and one with losses has a code of its own', async () => {
  const folder = await temporaryFolder()
  const exported = join(folder, 'one')
  await run('export', exported, '--data', await filledDatabase(folder))
  const [id = ''] = await readdir(join(exported, 'files'))
  await writeFile(join(exported, 'files', id, 'logs', '1.jsonl'), '{"id": "log_broken"')
  const into = ['import', exported, '--data', join(folder, 'second.db'), '--report', join(folder, 'report.json')]
  expect(await run(...into, '--dry-run')).toMatchObject({ code: 2, printed: expect.stringMatching(/LOST .*1\.jsonl:1: [^]*nothing was kept/) as unknown })
  expect((await run('check', '--data', join(folder, 'second.db'))).printed).not.toContain('files 1')
})

it('a database is checked, for people and as JSON', async () => {
  const dataFile = await filledDatabase(await temporaryFolder())
  const { code, printed } = await run('check', '--data', dataFile)
  expect([code, printed]).toEqual([0, expect.stringMatching(/^libSQL database in .*, schema \d+\.\nRows: .*logs 1.*\nIt is sound\.$/)])
  expect(JSON.parse((await run('check', '--json', '--data', dataFile)).printed)).toMatchObject({ engine: 'libSQL', problems: [] })
})

it.each<[string[], RegExp]>([
  [['import', 'NEW/missing'], /^smarter-server: There is no folder \/.*\/missing\./],
  [['import', '/dev/null'], /is not a folder/],
  [['import'], /missing required argument 'folder'\. Run smarter-server import --help\.$/],
  [['export', '/dev/null/x', '--data', ':memory:'], /cannot be exported to/],
  [['export', 'never-made'], /^smarter-server: There is no database .*untouched\.db\./],
  [['check', '--data', 'NEW/missing.db'], /^smarter-server: There is no database \/.*\/missing\.db\./],
])('%j is refused in one sentence, and touches no data', async (args, message) => {
  const folder = await temporaryFolder()
  const dataFile = join(folder, 'untouched.db')
  const { code, complaints } = await run(...args.map((arg) => arg.replace('NEW', folder)), ...(args.includes('--data') ? [] : ['--data', dataFile]))
  expect([code, complaints]).toEqual([1, [expect.stringMatching(message)]])
  await expect(readFile(dataFile)).rejects.toThrow('ENOENT')
})

async function textsIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.slice(folder.length), await readFile(file, 'utf8')])))
}
