import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../../repository/memory/memory-repository.js'
import { sorted } from '../../sorted.js'
import { connectHumanloop } from '../../testing/connect.js'
import { engines } from '../../testing/engines.js'
import { exported } from '../../testing/exported.js'
import { fileExport, lines, wireLog, wirePrompt } from '../../testing/humanloop-export.js'
import { fillRichly } from '../../testing/rich-platform.js'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import { StartError } from '../start-error.js'
import { describeExport, describeImport, exitCodeOf } from './describe-transfer.js'
import { exportFolder, exportName } from './export-folder.js'
import { importFolder } from './import-folder.js'

async function written(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

/** All files below a folder with their contents; folders end in a slash. */
async function treeOf(folder: string): Promise<Map<string, string>> {
  const tree = new Map<string, string>()
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    tree.set(`${path.slice(folder.length + 1)}${entry.isDirectory() ? '/' : ''}`, entry.isDirectory() ? '' : await readFile(path, 'utf8'))
  }
  return tree
}

function differences(one: Map<string, string>, other: Map<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path))
}

describe.each(engines)('through a folder, into %s', (_name, opened) => {
  it('everything comes back with the same bytes', async () => {
    const folder = await temporaryFolder()
    const origin = memoryRepository()
    await fillRichly(origin)
    const { counts } = await exportFolder({ folder: join(folder, 'deep', 'one'), repository: origin, secrets: true })
    const copy = await opened()
    const report = await importFolder({ folder: join(folder, 'deep', 'one'), repository: copy })
    expect([report.lost, report.counts.logs?.added, exitCodeOf(report)]).toEqual([0, counts.logs, 0])
    await exportFolder({ folder: join(folder, 'two'), repository: copy, secrets: true })
    expect(differences(await treeOf(join(folder, 'two')), await treeOf(join(folder, 'deep', 'one')))).toEqual([])
    expect(await readdir(folder)).toEqual(['deep', 'two'])
    const again = await importFolder({ folder: join(folder, 'two'), repository: copy })
    expect(describeImport(again)).toContain('Nothing changed: all that the export has was here already.')
  }, 60_000)
})

function log(number: number): Record<string, unknown> {
  return wireLog(`log_${number}`, { output: `${number}` })
}

describe('an import of a folder', () => {
  const page = Array.from({ length: 1001 }, (_, number) => log(number))

  it('reads pages as Windows and other editors leave them, whatever their size', async () => {
    const text = `\uFEFF${lines(page).replaceAll('\n', '\r\n')}\r\n\r\n`
    const folder = await written(fileExport(wirePrompt(), { 'logs/1.jsonl': text, 'logs/2.jsonl': lines([log(2000)]).trimEnd(), 'logs/3.jsonl': '', 'logs/.DS_Store': 'x', 'versions/Thumbs.db': 'x' }))
    const repository = memoryRepository()
    const progress: number[] = []
    const { lost, counts } = await importFolder({ folder, repository, onProgress: ({ bytes, totalBytes }) => progress.push(bytes / totalBytes) })
    expect([lost, counts.logs?.added, progress.at(-1)]).toEqual([0, 1002, 1])
    const { items } = await repository.read(({ logs }) => logs.list({ fileId: 'pr_1', offset: 0, limit: 3 }))
    expect(items.map(({ id }) => id)).toEqual(['log_0', 'log_1', 'log_2'])
  })

  it('tells the line of what is broken, the first and the last one too, and writes all of it to a report', async () => {
    const texts = lines(page).trimEnd().split('\n')
    texts[0] = '{"broken'
    const folder = await written(fileExport(wirePrompt()))
    await mkdir(join(folder, 'files/pr_1/logs'))
    await writeFile(join(folder, 'files/pr_1/logs/1.jsonl'), Buffer.concat([...texts, '{"id": "log_cut'].flatMap((text, index) => (index === 700 ? [Buffer.from([0xff, 10])] : [Buffer.from(`${text}${index > 1000 ? '' : '\n'}`)]))))
    const reportFile = join(await temporaryFolder(), 'import-report.json')
    const report = await importFolder({ folder, repository: memoryRepository(), reportFile })
    const { problems, summary } = JSON.parse(await readFile(reportFile, 'utf8')) as { problems: { line: number; level: string }[]; summary: object }
    expect(problems.map(({ line, level }) => [line, level])).toEqual([[1002, 'lost'], [701, 'lost'], [1, 'lost']])
    expect(summary).toMatchObject({ folder, lost: 3, counts: { logs: { added: 999 } } })
    expect([exitCodeOf(report), describeImport(report, reportFile)]).toEqual([2, [
      'environments: 1 taken over', 'directories: 1 taken over', 'files: 1 taken over', 'versions: 1 taken over', 'deployments: 1 taken over', 'Logs: 999 taken over',
      '  LOST  files/pr_1/logs/1.jsonl:1002: It is not JSON: its end is missing.',
      '  LOST  files/pr_1/logs/1.jsonl:701: The line is too long, or not UTF-8.',
      '  LOST  files/pr_1/logs/1.jsonl:1: It is not JSON: its end is missing.',
      '3 things were not taken over as the export has them.',
      `The whole report is in ${reportFile}.`,
    ]])
  })

  it.each(engines)('goes on in %s while a server writes', async (_name, opened) => {
    const folder = await written(fileExport(wirePrompt(), { logs: page }))
    const repository = await opened()
    const { ask } = connectHumanloop({ repository })
    let posted = 0
    const post = async (): Promise<void> => {
      await ask('POST /prompts/log', {}, { path: 'mine', prompt: { model: 'm' }, output: 'Hi' })
      posted += 1
    }
    const postedBefore: number[] = []
    const importing = { isOver: false }
    const imported = importFolder({ folder, repository, onProgress: () => void postedBefore.push(posted) }).finally(() => (importing.isOver = true))
    while (!importing.isOver) {
      await post()
      await nextTurn()
    }
    const { lost, counts } = await imported
    const { total } = await repository.read(({ logs }) => logs.list({ offset: 0, limit: 1 }))
    expect([lost, counts.logs?.added, total]).toEqual([0, 1001, 1001 + posted])
    expect(postedBefore.some((count) => count > 0 && count < posted)).toBe(true)
  }, 60_000)

  it.each(engines)('can be tried out in %s without a trace', async (_name, opened) => {
    const folder = await written(fileExport(wirePrompt(), { logs: [log(1)], 'stray.txt': '' }))
    const repository = await opened()
    const before = await exported(repository)
    const report = await importFolder({ folder, repository, dryRun: true })
    expect([report.counts.logs?.added, report.lost, report.dryRun]).toEqual([1, 1, true])
    expect(describeImport(report)).toEqual(expect.arrayContaining(['Logs: 1 would be taken over', 'This was a trial: nothing was kept.']))
    expect(await exported(repository)).toEqual(before)
  })

  it('tells losses before notes, so that they are seen', () => {
    const notes = Array.from({ length: 30 }, () => ({ level: 'note' as const, file: 'files/a/file.json', reason: 'It is kept otherwise.' }))
    const problems = [...notes, { level: 'lost' as const, file: 'files/b/file.json', reason: 'It is not JSON.' }]
    const lines = describeImport({ counts: {}, lost: 1, notes: 30, problems, dryRun: false })
    expect(lines[0]).toBe('Nothing changed.')
    expect(lines.slice(1, 3)).toEqual(['  LOST  files/b/file.json: It is not JSON.', '  note  files/a/file.json: It is kept otherwise.'])
    expect(lines).toContain('  … and 11 more.')
  })

  it('reads no device, no pipe and nothing outside of the folder, and tells of them and of what it cannot read', async () => {
    const folder = await written(fileExport(wirePrompt(), { logs: [log(1)] }))
    const elsewhere = await written(new Map([['1.jsonl', lines([log(2)])], ['prv_2', JSON.stringify(wirePrompt({ version_id: 'prv_2', model: 'm2' }))]]))
    const home = join(folder, 'files', 'pr_1')
    execFileSync('mkfifo', [join(home, 'logs', '2.jsonl')])
    await symlink('/dev/zero', join(home, 'logs', '3.jsonl'))
    await symlink(join(elsewhere, '1.jsonl'), join(home, 'logs', '4.jsonl'))
    await symlink('nowhere', join(home, 'logs', '5.jsonl'))
    await mkdir(join(home, 'logs', '6.jsonl'))
    await symlink('1.jsonl', join(home, 'logs', '7.jsonl'))
    await symlink(join(elsewhere, 'prv_2'), join(home, 'versions', 'prv_2'))
    await symlink('evaluations', join(home, 'evaluations'))
    await rm(join(home, 'deployments.json'), { force: true })
    execFileSync('mkfifo', [join(home, 'deployments.json')])
    const repository = memoryRepository()
    const { problems, counts } = await importFolder({ folder, repository })
    const lost = problems.filter(({ level }) => level === 'lost').map(({ file, reason }) => `${file.slice('files/pr_1/'.length)}: ${reason}`)
    expect(sorted(lost, (one, other) => (one < other ? -1 : 1))).toEqual([
      'deployments.json: It is no file in the folder, is too large or not UTF-8, or cannot be opened.',
      'evaluations: It is no folder of the export, or cannot be read; nothing in it was taken over.',
      ...[2, 3, 4, 5, 6].map((page) => `logs/${page}.jsonl: It is no file of lines in the folder, has too many of them, or cannot be opened.`),
      'versions/prv_2: It is no file in the folder, is too large or not UTF-8, or cannot be opened.',
    ])
    expect([counts.logs?.added, counts.versions?.added]).toEqual([1, 1])
  })

  it('tells of names that would command a terminal without their commands', async () => {
    const folder = await written(fileExport(wirePrompt(), { '\u001b[2Jhidden': '' }))
    const told = describeImport(await importFolder({ folder, repository: memoryRepository() }))
    expect(told.join('\n')).toContain('files/pr_1/\uFFFD[2Jhidden: It is no part of an export')
  })

  it('refuses what is no export in one sentence, and leaves no report', async () => {
    const folder = await written(new Map([['file.txt', 'Hi'], ['sub/files', 'Hi']]))
    const reportFile = join(folder, 'report.json')
    for (const [name, message] of [['none', /^There is no folder .*none\./], ['file.txt', /is not a folder\./], ['sub', /is no export: there is no folder "files" in it\./]] as const) {
      const refused = importFolder({ folder: join(folder, name), repository: memoryRepository(), reportFile })
      await expect(refused).rejects.toThrow(StartError)
      await expect(refused).rejects.toThrow(message)
    }
    await expect(importFolder({ folder: await written(fileExport(wirePrompt())), repository: memoryRepository(), reportFile: join(folder, 'none', 'r.json') })).rejects.toThrow(/report cannot be written/)
    expect(await readdir(folder)).toEqual(['file.txt', 'sub'])
  })
})

describe('an export to a folder', () => {
  it('keeps secrets to itself unless it is asked for them, and Logs when they are not wanted', async () => {
    const folder = await temporaryFolder()
    const repository = memoryRepository()
    await fillRichly(repository)
    const report = await exportFolder({ folder: join(folder, 'a'), repository, logs: false })
    const tree = await treeOf(join(folder, 'a'))
    expect([...tree.values()].join('')).not.toContain('top secret')
    expect([...tree.keys()].filter((path) => path.endsWith('logs/') || path.includes('environment-variables'))).toEqual([])
    expect(describeExport(report, { secrets: false }).join('\n')).toMatch(/Logs 0\.\nNot in it: environment variables of Tools, Smarter's/)
    const copy = memoryRepository()
    await importFolder({ folder: join(folder, 'a'), repository: copy })
    await exportFolder({ folder: join(folder, 'b'), repository: copy, logs: false })
    expect(differences(await treeOf(join(folder, 'b')), tree)).toEqual([])
  })

  it('marks each file as finished after all else of it, and names pages as the original does', async () => {
    const folder = join(await temporaryFolder(), 'a')
    const repository = memoryRepository()
    const { ask } = await fillRichly(repository)
    const { id } = await ask('POST /files/retrieve-by-path', {}, { path: 'flows/answer' })
    await exportFolder({ folder, repository })
    const home = join(folder, 'files', id)
    expect(await readdir(home)).toEqual(['.done', 'deployments.json', 'file.json', 'logs', 'versions'])
    expect(await readdir(join(home, 'logs'))).toEqual(['1.jsonl', '2.jsonl'])
    expect((await readFile(join(home, 'logs', '1.jsonl'), 'utf8')).split('\n')).toHaveLength(1001)
    const done = await stat(join(home, '.done'), { bigint: true })
    for (const name of ['file.json', 'deployments.json', 'logs/2.jsonl']) expect((await stat(join(home, name), { bigint: true })).mtimeNs).toBeLessThanOrEqual(done.mtimeNs)
  })

  it('takes an empty folder, refuses one that is not, and leaves nothing when it fails', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'empty'))
    await writeFile(join(folder, 'file'), '')
    const repository = memoryRepository()
    await exportFolder({ folder: join(folder, 'empty'), repository })
    await expect(exportFolder({ folder: join(folder, 'empty'), repository })).rejects.toThrow(/is not empty\. Name a new one/)
    await expect(exportFolder({ folder: join(folder, 'file'), repository })).rejects.toThrow(/cannot be exported to \(ENOTDIR\)/)
    const failing = { ...repository, read: () => Promise.reject(new Error('no')) }
    await expect(exportFolder({ folder: join(folder, 'new'), repository: failing })).rejects.toThrow('no')
    expect(await readdir(folder)).toEqual(['empty', 'file'])
  })

  it('is named after the time of its making', () => {
    expect(exportName(new Date('2025-09-01T12:00:00.5Z'))).toBe(join('exports', '20250901-120000'))
  })
})
