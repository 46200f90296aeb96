import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Humanloop, Smarter } from '@smarter-api/sdk'
import { builtinModel, type Model } from '@smarter-api/server'
import { type RunningServer, serve, type ServeOptions } from '@smarter-api/server/node'
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

const trained = Array.from({ length: 10 }, (_, index) => JSON.stringify({ messages: [{ role: 'user', content: `Order ${index}?` }, { role: 'assistant', content: 'On its way.' }] })).join('\n')
const said = /^smarter-builtin here, standing in for gpt-4o/

let server: RunningServer
let humanloop: Humanloop
let smarter: Smarter
let folder: string

beforeEach(async () => {
  await start()
  folder = mkdtempSync(join(tmpdir(), 'smarter-readme-'))
  symlinkSync(modules, join(folder, 'node_modules'))
})

async function start(options: ServeOptions = {}): Promise<void> {
  server = await serve({ model, ...options })
  humanloop = new Humanloop({ baseURL: `${server.url}/v5`, apiKey: null })
  smarter = new Smarter({ baseURL: `${server.url}/api/v1`, apiKey: null })
}

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

  it('find a file, write Prompts as text, move a folder, and upload a file for training', async () => {
    await deployed('support/answer', 'Be kind.')
    writeFileSync(join(folder, 'input.jsonl'), trained)
    await humanloop.directories.create({ path: 'drafts' })
    const lines = await runOnce('files')
    expect(lines).toEqual([expect.stringMatching(/^prompt pr_\w+ prv_\w+$/), 'prompt support/answer', `input.jsonl ${trained.length}`])
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

  it('complete a chat, stream it, go on from a response, and reach a provider through Smarter, also when they run again', async () => {
    const lines = await runTwice('chat')
    expect(lines[0]).toMatch(said)
    expect(lines.join('').match(/standing in for gpt-4o/g)).toHaveLength(4)
    expect(lines.join('')).toContain('You said: "How long is it?". Before that you said: "Name a river."')
    expect(Number(lines.at(-1)?.replace(/^.*[^\d]/, ''))).toBeGreaterThan(0)
  })

  it('begin trainings, go through all of them, and follow one', async () => {
    const training_file = await upload()
    for (let jobs = 0; jobs < 22; jobs += 1) await smarter.fineTuning.jobs.create({ model: 'gpt-4o-mini', training_file })
    const lines = await runOnce('fine-tuning', { 'file-abc123': training_file, 'file-def456': await upload() })
    expect(lines[0]).toMatch(/^ftjob-\w+ validating_files$/)
    expect(lines.slice(1, 24).every((line) => /^ftjob-\w+ \w+ null$/.test(line))).toBe(true)
    expect(lines.slice(24, 27)).toEqual([expect.stringMatching(/^\{ after: 'ftjob-\w+' \}$/), '3', expect.stringMatching(/^\w+ undefined null$/)])
    expect(lines[27]).toMatch(/^info /)
  })

  it.each(['llmclient', 'chatbot'] as const)('prompt a chatbot, hold a conversation, and show both, on the generation %s', async (era) => {
    await server.close()
    await start({ era })
    await applied(era === 'chatbot' ? 'Chatbot' : 'LLMClient')
    const lines = await runTwice('chatbots')
    expect(lines[0]).toMatch(said)
    expect(lines[1]).toMatch(/^Kettles Hi! \d+$/)
    expect(lines.join('')).toContain('You said: "What is the weather in Oslo?"')
    expect(lines.at(-1)).toMatch(/^gpt-4o-mini null true http/)
  })

  it('apply a manifest, change it, check a file, list what is there, and miss a Secret, also when they run again', async () => {
    const file = ['apiVersion: smarter.sh/v1', 'kind: LLMClient', 'metadata: { name: returns_bot, description: Helps., version: 1.0.0 }', 'spec:', '  config:', '    deployed: true', '    defaultModle: gpt-4o']
    writeFileSync(join(folder, 'returns-bot.yaml'), file.join('\n'))
    expect(await runTwice('manifests')).toEqual([
      'LLMClient returns_bot applied successfully gpt-4o-mini false',
      expect.stringMatching(/^line 7, column 5: spec\.config\.defaultModle: the field is not known, .*Rename it to "defaultModel"\.$/),
      'returns_bot false',
      'undefined',
    ])
  })

  it('do with both clients of the SDK what they say', async () => {
    await applied('LLMClient')
    const { id } = await humanloop.prompts.upsert({ path: 'jokes', model: 'gpt-4o' })
    writeFileSync(join(folder, 'input.jsonl'), trained)
    writeFileSync(join(folder, 'my-chatbot.yaml'), JSON.stringify(chatbot('LLMClient')))
    const lines = await runOnce('sdk', { pr_1: id, 'https://api.openai.com/v1': `${server.url}/v1` })
    expect(lines[0]).toMatch(said)
    expect(lines).toContain('my_chatbot true')
    expect(lines.at(-1)).toMatch(/^ftjob-\w+ \w+$/)
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
  const examples = readExamples(readme, readFileSync(join(root, readme), 'utf8'))
  // Each block sees the names of those before it, and may use them anew.
  const blocks = examples.map(({ code }) => `{\n${importInPlace(toJavaScript(code))}\n`)
  const program = Object.entries(ids).reduce((text, [made, id]) => text.replaceAll(`'${made}'`, `'${id}'`), blocks.join(''))
  writeFileSync(join(folder, 'program.mjs'), `console.error = console.log\n${program}${'}'.repeat(blocks.length)}\n`)
  const addresses = { HUMANLOOP_BASE_URL: `${server.url}/v5`, SMARTER_BASE_URL: `${server.url}/api/v1`, OPENAI_BASE_URL: `${server.url}/v1` }
  const keys = { HUMANLOOP_API_KEY: 'my-humanloop-key', SMARTER_API_KEY: 'my-smarter-key', OPENAI_API_KEY: 'my-openai-key' }
  const env = { PATH: process.env['PATH'], ...addresses, ...keys }
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

async function upload(): Promise<string> {
  return (await smarter.files.create({ file: ['input.jsonl', new TextEncoder().encode(trained)], purpose: 'fine-tune' })).id
}

/** Applies the chatbot that READMEs look for. */
async function applied(kind: 'Chatbot' | 'LLMClient'): Promise<void> {
  await smarter.manifests.apply({ manifest: chatbot(kind) })
}

function chatbot(kind: 'Chatbot' | 'LLMClient') {
  const config = { deployed: true, appName: 'Kettles', appWelcomeMessage: 'Hi!', defaultModel: 'gpt-4o-mini' }
  return { apiVersion: 'smarter.sh/v1' as const, kind, metadata: { name: 'my-chatbot', description: 'Helps.', version: '1.0.0' }, spec: { config } }
}
