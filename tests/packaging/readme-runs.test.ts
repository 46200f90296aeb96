import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Humanloop } from '@smarter-api/sdk'
import { builtinModel, type Model } from '@smarter-api/server'
import { type RunningServer, serve } from '@smarter-api/server/node'
import ts from 'typescript'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from '../architecture/workspace.js'
import { readExamples } from './readme-examples.js'

const run = promisify(execFile)
const modules = fileURLToPath(new URL('node_modules', import.meta.url))
/** Looks up the order that it is asked about, once: the built-in model does so when it is told to. */
const model: Model = {
  name: builtinModel.name,
  answer: ({ messages, ...request }) => {
    const told = { role: 'user', content: 'call look_up {"order": "1234"}' }
    const isAnswered = !request.tools?.length || messages.some(({ role }) => role === 'tool')
    return builtinModel.answer({ ...request, messages: isAnswered ? messages : [...messages, told] })
  },
}

let server: RunningServer
let humanloop: Humanloop
let folder: string

beforeEach(async () => {
  server = await serve({ model })
  humanloop = new Humanloop({ baseURL: `${server.url}/v5`, apiKey: null })
  folder = mkdtempSync(join(tmpdir(), 'smarter-readme-'))
  symlinkSync(modules, join(folder, 'node_modules'))
})

afterEach(async () => {
  rmSync(folder, { recursive: true })
  await server.close()
})

describe('the examples of a README, run one after the other on a new server,', () => {
  it('log runs of a Tool, tell why the server runs none, and offer the deployed function, also when they run again', async () => {
    const lines = await runTwice('tools')
    expect(lines[0]).toBe('This server runs no Tools of type json_schema. Run it yourself, and log the result with POST /tools/log.')
    expect(lines.slice(1).join('')).toBe("stock {  type: 'object',  properties: { item: { type: 'string' } },  required: [ 'item' ]}")
  })

  it('answer the tools of an Agent, watch it doing so, and write and read it as text, also when they run again', async () => {
    const lines = await runTwice('agents')
    expect(lines[0]).toBe('incomplete null')
    expect(lines[1]).toMatch(/The tool answered: "Order 1234 is on its way\."/)
    expect(lines).toContain('agent_turn_start')
    expect(lines).toContain('tool_start: look_up({"order": "1234"})')
    expect(lines.at(-1)).toMatch(/The tool answered: "Order 1234 is on its way\.".*agv_\w+$/)
    expect(readFileSync(join(folder, 'support.agent'), 'utf8')).toContain('"on_agent_call": "continue"')
  })

  it('complete a trace, and deploy a version of its Flow, also when they run again', async () => {
    expect(await runTwice('flows')).toEqual(['support/ticket 0'])
    const [trace] = (await humanloop.logs.list({ file_id: (await humanloop.files.retrieveByPath({ path: 'support/ticket' })).id })).items
    expect(trace).toMatchObject({ output: 'Within 30 days.', log_status: 'complete' })
  })

  it('find Logs, follow a trace, tell the kinds apart, and delete only what is old', async () => {
    const { flow, prompt, log } = await traced()
    const old = await humanloop.prompts.log({ id: prompt, output: 'No.', created_at: '2024-06-01T00:00:00Z' })
    const lines = await runOnce('logs', { pr_1: prompt, fl_1: flow, log_1: log })
    expect(lines).toEqual([`${log} A refund.`, expect.stringMatching(/^log_\w+ \[ 'A refund\.' \]$/), 'gpt-4o 3'])
    const left = await humanloop.logs.list({ file_id: prompt })
    expect(left.items.map(({ id }) => id)).toEqual([log])
    expect(old.id).not.toBe(log)
  })

  it('find a file, write Prompts as text, and move a folder', async () => {
    await deployed('support/answer', 'Be kind.')
    await humanloop.directories.create({ path: 'drafts' })
    const lines = await runOnce('files')
    expect(lines).toEqual([expect.stringMatching(/^prompt pr_\w+ prv_\w+$/), 'prompt support/answer'])
    expect(readFileSync(join(folder, 'support-answer.prompt'), 'utf8')).toContain('Be kind.')
    const paths = (await humanloop.directories.list()).map(({ path }) => path)
    expect(paths).toContain('archive/drafts')
  })

  it('fill a Dataset, compare two versions, judge their Logs, and report when all are judged', async () => {
    await deployed('support/faq', '{{question}}')
    writeFileSync(join(folder, 'questions.csv'), 'question,target.answer\nWhere is my order?,On its way.\n')
    const lines = await runOnce('evaluations')
    expect(lines).toEqual([
      expect.stringMatching(/^ds_\w+ dsv_\w+ 1$/),
      "{ question: 'How do I return an item?' } { answer: 'Within 30 days.' }",
      "{ question: 'Where is my order?' } { answer: 'On its way.' }",
      expect.stringMatching(/^completed checks\/short /),
      expect.stringMatching(/^ {2}run_\w+: true 2, false 0 \(\+0 against the control\)$/),
      expect.stringMatching(/^ {2}run_\w+: true 2, false 0 \(control\)$/),
    ])
  })

  it('call, stream, deploy and log a Prompt, also when they run again', async () => {
    const lines = await runTwice('prompts')
    expect(lines).toHaveLength(2)
    expect(lines.join('\n').match(/You help customers of Kettles & Co\./g)).toHaveLength(2)
    expect(lines.at(-1)).toMatch(/support\/answer 3$/)
  })
})

/** Runs the examples again on what they have made. The first run has everything to say: it gives the output. */
async function runTwice(name: string): Promise<string[]> {
  const lines = await runOnce(name)
  await runOnce(name)
  return lines
}

/** Runs all examples of a package's README as one program on the server, and gives the lines that it prints. */
async function runOnce(name: string, ids: Record<string, string> = {}): Promise<string[]> {
  const readme = `packages/${name}/README.md`
  const examples = readExamples(readme, readFileSync(join(root, readme), 'utf8')).filter(({ title }) => !title.startsWith('Uploads'))
  // Each block sees the names of those before it, and may use them anew.
  const blocks = examples.map(({ code }) => `{\n${importInPlace(toJavaScript(code))}\n`)
  const program = Object.entries(ids).reduce((text, [made, id]) => text.replaceAll(`'${made}'`, `'${id}'`), blocks.join(''))
  writeFileSync(join(folder, 'program.mjs'), `${program}${'}'.repeat(blocks.length)}\n`)
  const env = { PATH: process.env['PATH'], HUMANLOOP_BASE_URL: `${server.url}/v5`, HUMANLOOP_API_KEY: 'my-humanloop-key' }
  const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder, env })
  return stdout.split('\n').filter(Boolean)
}

function toJavaScript(code: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true }
  return ts.transpileModule(code, { compilerOptions }).outputText
}

function importInPlace(code: string): string {
  return code.replace(/^import (\{.*\}) from ('.*');$/gm, 'const $1 = await import($2)')
}

/** Makes a Prompt and deploys it where READMEs look for it. */
async function deployed(path: string, content: string): Promise<void> {
  const { id, version_id } = await humanloop.prompts.upsert({ path, model: 'gpt-4o', template: [{ role: 'user', content }] })
  for (const { id: environment_id } of await humanloop.prompts.listEnvironments({ id })) await humanloop.prompts.setDeployment({ id, version_id, environment_id })
}

/** Makes a trace with a step of a Prompt. */
async function traced(): Promise<{ flow: string; prompt: string; log: string }> {
  const trace = await humanloop.flows.log({ path: 'support/ticket', flow: { attributes: {} }, log_status: 'incomplete' })
  const step = { trace_parent_id: trace.id, output: 'A refund.', output_tokens: 3 }
  const { prompt_id, id } = await humanloop.prompts.log({ path: 'support/answer', prompt: { model: 'gpt-4o' }, ...step })
  return { flow: trace.flow_id, prompt: prompt_id, log: id }
}
