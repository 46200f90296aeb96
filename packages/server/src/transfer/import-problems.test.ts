import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import { connectHumanloop } from '../testing/connect.js'
import { engines } from '../testing/engines.js'
import { fileExport, importFiles, lines, production, wireFile, wireLog, wirePrompt } from '../testing/humanloop-export.js'

const page = 'files/pr_1/logs/1.jsonl'

describe('what cannot be read is told with its place, and all else is taken', () => {
  it('lines that are cut off, broken, no object, hostile, unlike a Log, or of no kind', async () => {
    const whole = JSON.stringify(wireLog('log_0'))
    const { prompt: _prompt, ...kindless } = wireLog('log_k')
    const text = [
      `\uFEFF${whole}\r`, '', '[1]', '{"id": NaN}', JSON.stringify({ ...wireLog('log_t'), output: 5 }), JSON.stringify(kindless), whole.replace('"metadata":null', '"metadata":{"__proto__":{"a":1}}').replace('log_0', 'log_h'),
      JSON.stringify({ ...wireLog('log_c'), created_at: 'yesterday' }), JSON.stringify(wireLog('log_1')), whole.slice(0, 300),
    ].join('\n')
    const { lost, counts } = await importFiles(memoryRepository(), fileExport(wirePrompt(), { 'logs/1.jsonl': text }))
    expect(counts.logs?.added).toBe(2)
    expect(lost).toEqual([
      `${page}:10: It is not JSON: its end is missing.`,
      expect.stringMatching(new RegExp(`^${page}:7: .*__proto__`)),
      `${page}:4: It is not JSON.`,
      `${page}:3: The line is not a JSON object.`,
      `${page}:8: There is no such time. Give one such as 2026-01-31T12:00:00Z. (Log log_c)`,
      expect.stringMatching(new RegExp(`^${page}:6: The Log has no file of a known kind.*log_k`)),
      expect.stringMatching(new RegExp(`^${page}:5: The Log is not as the API describes it\\. output: `)),
    ])
  })

  it('records of files and versions', async () => {
    const broken = fileExport(wirePrompt(), { versions: [wirePrompt(), wirePrompt({ version_id: 'prv_2', version_name: null, model: 'm2' })], 'versions/prv_3': '{"id": "pr_1"', 'versions/prv_4': '', 'versions/prv_5': JSON.stringify({ ...wirePrompt(), version_id: 'prv_5', temperature: 'warm' }) })
    const alien = fileExport(wirePrompt({ id: 'pr_9', path: 'x/y' }), { 'file.json': '', versions: [] })
    const { lost, counts } = await importFiles(memoryRepository(), broken, alien)
    expect(counts.versions?.added).toBe(2)
    expect(lost).toEqual([
      'files/pr_1/versions/prv_3: It is not JSON: its end is missing.',
      'files/pr_1/versions/prv_4: It is empty.',
      'files/pr_1/versions/prv_5: The prompt is not as the API describes it. temperature: Invalid type: Expected number but received a text',
      'files/pr_9/file.json: It is empty.',
      'files/pr_9: No record in the folder tells a kind; nothing in it was taken over.',
    ])
  })

  it('kinds that nobody knows, and files that are no part of an export', async () => {
    const future = fileExport(wireFile('flow', 'wf_1', { attributes: {} }), { 'file.json': { type: 'workflow', id: 'wf_1' }, versions: [] })
    const { lost, notes } = await importFiles(memoryRepository(), fileExport(wirePrompt(), { 'notes.txt': 'Hi', 'logs/first.jsonl': '{}' }), future, new Map([['readme.txt', ''], ['export.log', '']]))
    expect(lost).toEqual([
      'files/pr_1/notes.txt: It is no part of an export, and was not read.',
      'files/wf_1: Files of kind "workflow" are not known; nothing in the folder was taken over.',
      'files/pr_1/logs/first.jsonl: It is no page of this folder, and was not read.',
    ])
    expect(notes).toEqual(['readme.txt: It is no part of an export, and was not read.'])
  })

  it('names of versions that another one has, and ids that could lead out of an export', async () => {
    const twin = wirePrompt({ version_id: 'prv_2', model: 'm2', created_at: '2025-07-01T00:00:00' })
    const { lost } = await importFiles(memoryRepository(), fileExport(wirePrompt(), { versions: [wirePrompt(), twin] }), fileExport(wirePrompt({ id: 'pr_2', path: 'b', version_id: '../../etc' }), { versions: [] }))
    expect(lost).toEqual([
      'files/pr_1/versions/prv_2: The name "first" of version prv_2 belongs to version prv_1 here; the version is kept without it.',
      'files/pr_2: The version_id "../../etc" cannot be the name of a file. Nothing in the folder was taken over.',
    ])
    for (const id of ['..', 'a/b', 'a\\b', 'c:', 'line\nbreak', '\u4e00'.repeat(80)]) {
      expect((await importFiles(memoryRepository(), fileExport(wirePrompt({ version_id: id }), { versions: [] }))).lost, id).toEqual([expect.stringContaining('cannot be the name of a file')])
    }
  })
})

describe('what an export lacks is told', () => {
  it('a file that was not finished, pages, and lists', async () => {
    const pages = { '.done': null, 'deployments.json': null, 'logs/1.jsonl': lines([wireLog('a')]), 'logs/4.jsonl': lines([wireLog('b')]), 'logs/5.jsonl': '', 'logs/7.jsonl': lines([wireLog('c')]) }
    const repository = memoryRepository()
    const { lost, notes, counts } = await importFiles(repository, fileExport(wirePrompt(), pages))
    expect([lost, counts.logs?.added]).toEqual([[], 3])
    expect(notes).toEqual([
      'files/pr_1: The export of this file was not finished (there is no .done). What is there was taken.',
      'files/pr_1/logs: The export lacks pages 2 to 3.',
      'files/pr_1/logs: The export lacks page 6.',
    ])
    expect((await connectHumanloop({ repository }).send('GET /prompts/pr_1')).body).toMatchObject({ environments: [{ name: 'production' }] })
  })

  it('datapoints', async () => {
    const { notes } = await importFiles(memoryRepository(), fileExport(wireFile('dataset', 'ds_1', { datapoints_count: 3, attributes: {} }), { 'datapoints/ds_1_v/1.jsonl': lines([{ id: 'dp_1', inputs: {} }]) }))
    expect(notes).toEqual(['files/ds_1/versions/ds_1_v: The record tells of datapoints (3) that the export does not have; it has 1.'])
  })
})

describe('what is here already stays', () => {
  it('a file of another id at the same path', async () => {
    const repository = memoryRepository()
    const connection = connectHumanloop({ repository })
    const mine = await connection.ask('POST /prompts', {}, { path: 'support/greeting', model: 'mine' })
    const { directory_id: directoryId } = mine
    const { lost, counts } = await importFiles(repository, fileExport(wirePrompt(), { logs: [wireLog('log_1')] }))
    expect(lost).toEqual([`files/pr_1: The path "support/greeting" belongs to the prompt ${mine.id} here. Move or delete that one, and import again. Nothing in the folder was taken over.`])
    expect(counts.logs).toBeUndefined()
    await connection.send(`PATCH /prompts/${mine.id}`, { path: 'mine' })
    const again = await importFiles(repository, fileExport(wirePrompt(), { logs: [wireLog('log_1')] }))
    expect([again.lost, again.counts.logs?.added]).toEqual([[], 1])
    expect(again.notes).toContain(`files/pr_1/file.json: The directory of "support/greeting" has the id ${String(directoryId)} here, not dir_support.`)
  })

  it('what was changed here since', async () => {
    const repository = memoryRepository()
    const files = fileExport(wirePrompt(), { logs: [wireLog('log_1')] })
    await importFiles(repository, files)
    const connection = connectHumanloop({ repository })
    const other = await connection.ask('POST /prompts', {}, { path: 'support/greeting', model: 'newer' })
    await connection.send('PATCH /prompts/pr_1', { path: 'moved/greeting' })
    await connection.send('PATCH /prompts/pr_1/log/log_1', { output: 'Edited' })
    await connection.send(`POST /prompts/pr_1/environments/env_live?version_id=${other.version_id}`)
    const { lost, notes } = await importFiles(repository, files)
    expect(lost).toEqual([
      `files/pr_1/deployments.json: The version prv_1 is not deployed: the environment serves ${other.version_id} here.`,
      `${page}:1: The Log log_1 is told otherwise here, and stays so: output.`,
    ])
    expect(notes).toEqual(['files/pr_1/file.json: The file is at "moved/greeting" here, not at "support/greeting".'])
    expect((await connection.send('GET /logs/log_1')).body).toMatchObject({ output: 'Edited' })
  })

  it('environments: those of the same name are taken for each other', async () => {
    const repository = memoryRepository()
    const connection = connectHumanloop({ repository })
    await connection.ask('POST /prompts', {}, { path: 'mine', model: 'mine' })
    const { notes, counts } = await importFiles(repository, fileExport(wirePrompt({ environments: [production, { ...production, id: 'env_q', name: 'qa', tag: 'other' }] })))
    expect(notes).toEqual(['files: The environment "production" has the id env_production here, not env_live.'])
    expect(counts.environments).toEqual({ added: 1, completed: 0, present: 1 })
    expect((await connection.send('GET /prompts/pr_1')).body).toMatchObject({ environments: [{ id: 'env_production' }, { id: 'env_q', name: 'qa' }] })
  })
})

it.each(engines)('text that databases find hard is kept in %s', async (_name, opened) => {
  const repository = await opened()
  const hard = { output: 'NUL \u0000 and half \ud800', metadata: { 'k\u0000': '\udfff' }, judgment: '\u0000' }
  const text = JSON.stringify(wireLog('log_1', hard))
  const { lost } = await importFiles(repository, fileExport(wirePrompt(), { 'logs/1.jsonl': text }))
  expect(lost).toEqual([])
  expect((await connectHumanloop({ repository: { ...repository, close: async () => undefined } }).send('GET /logs/log_1')).body).toMatchObject(hard)
})

it('parts of templates that nobody knows yet are kept', async () => {
  const odd = wirePrompt({ version_id: 'prv_2', version_name: null, template: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }, { type: 'sound', url: 'x' }] }] })
  const repository = memoryRepository()
  await importFiles(repository, fileExport(wirePrompt(), { versions: [wirePrompt(), odd] }))
  const { status, body } = await connectHumanloop({ repository }).send('GET /prompts/pr_1/versions')
  expect([status, body]).toMatchObject([200, { records: [{}, {}] }])
})

it('numbers with too many digits are rounded, which is told', async () => {
  const text = JSON.stringify(wireLog('log_1', { metadata: { exact: 9007199254740992, text: 'no 12345678901234567891' } })).replace('9007199254740992', '12345678901234567891')
  const { lost, notes } = await importFiles(memoryRepository(), fileExport(wirePrompt(), { 'logs/1.jsonl': text }))
  expect([lost, notes]).toEqual([[], [`${page}:1: The number 12345678901234567891 has too many digits and is kept as 12345678901234567000.`]])
})

it('numbers in texts are no numbers, however long the texts are', async () => {
  const log = wireLog('log_1', { output: `${'x'.repeat(20_000_000)} 12345678901234567891`, error: 'a \\" 12345678901234567891 \\' })
  const { lost, notes } = await importFiles(memoryRepository(), fileExport(wirePrompt(), { logs: [log] }))
  expect([lost, notes]).toEqual([[], []])
})
