import type { SmarterManifest } from '@smarter-api/schemas/smarter'
import { describe, expect, it } from 'vitest'
import { createServer } from '../create-server.js'
import { handlers } from '../msw.js'
import { chatbot, plugin } from '../testing/with-chatbot.js'
import { connectHumanloop, connectOpenAI, connectSmarter } from '../testing/connect.js'
import { question, questionsOf } from '../testing/with-dataset.js'
import { started } from '../testing/started.js'
import type { SeedContents } from './seed-contents.js'
import { SeedError } from './seed-error.js'
import { seed } from './seed.js'

const greeting = { model: 'gpt-4o', template: [{ role: 'system', content: 'Greet {{name}}.' }] }
const pluginText = JSON.stringify(plugin)
const external = { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } as const

describe('seed, for Humanloop,', () => {
  it('makes a Prompt at its path, or under its name, and tells its ids', async () => {
    const { server, ask } = connectHumanloop()
    const { prompts } = await seed(server, { prompts: { greeting, farewell: { ...greeting, path: 'support/farewell', tags: ['kind'] } } })
    expect(prompts.greeting).toMatchObject({ path: 'greeting', versions: {} })
    const { id, version_id } = prompts.farewell
    expect(await ask('GET /prompts/{id}', { id })).toMatchObject({ path: 'support/farewell', version_id, template: greeting.template, tags: ['kind'] })
  })

  it('makes versions in their order, named as in the seed, and deploys them', async () => {
    const { server, ask } = connectHumanloop()
    const { prompts } = await seed(server, {
      prompts: { greeting: { versions: { old: { ...greeting, deploy: ['production', 'staging'] }, new: { ...greeting, temperature: 0, version_name: 'cool' } } } },
    })
    const { id, version_id, versions } = prompts.greeting
    expect(version_id).toBe(versions.new)
    const { records } = await ask('GET /prompts/{id}/versions', { id })
    expect(records.map((version) => [version.version_id, version.version_name])).toEqual([[versions.new, 'cool'], [versions.old, 'old']])
    expect(await ask('GET /prompts/{id}', { id })).toMatchObject({ version_id: versions.old })
    expect(await ask('GET /prompts/{id}', { id }, undefined, '?environment=staging')).toMatchObject({ version_id: versions.old })
  })

  it('reads the text of .prompt and .agent files, and lets fields beside it win', async () => {
    const { server, ask } = connectHumanloop()
    const text = '---\nmodel: gpt-4o\ntemperature: 0.5\n---\n<system>\nGreet {{name}}.\n</system>\n'
    const { prompts, agents } = await seed(server, { prompts: { greeting: { prompt: text, temperature: 0 } }, agents: { helper: { agent: text, max_iterations: 3 } } })
    expect(await ask('GET /prompts/{id}', { id: prompts.greeting.id })).toMatchObject({ ...greeting, temperature: 0 })
    expect(await ask('GET /agents/{id}', { id: agents.helper.id })).toMatchObject({ ...greeting, temperature: 0.5, max_iterations: 3 })
  })

  it('makes files of every other kind, and directories', async () => {
    const { server, ask } = connectHumanloop()
    const made = await seed(server, {
      directories: { archive: 'archive/2024' },
      tools: { weather: { function: { name: 'weather', description: 'Tells the weather.' } } },
      flows: { ticket: { path: 'support/ticket', attributes: { version: 1 } } },
      evaluators: { exact: { spec: external } },
      datasets: { questions: { datapoints: [question('One?'), question('Two?')] } },
    })
    const { records, total } = await ask('GET /files')
    expect(total).toBe(4)
    const files = [made.tools.weather, made.flows.ticket, made.evaluators.exact, made.datasets.questions]
    expect(new Map(records.map(({ id, path }) => [id, path]))).toEqual(new Map(files.map(({ id, path }) => [id, path])))
    expect(await ask('GET /directories/{id}', { id: made.directories.archive.id })).toMatchObject({ path: 'archive/2024' })
    const dataset = await ask('GET /datasets/{id}', { id: made.datasets.questions.id }, undefined, '?include_datapoints=true')
    expect(questionsOf(dataset)).toEqual(['One?', 'Two?'])
    expect(dataset.datapoints?.map(({ id }) => id)).toEqual(made.datasets.questions.datapoints)
  })

  it('makes Logs with ids and times of one\'s own, under the version that is meant', async () => {
    const { server, ask } = connectHumanloop()
    const { prompts } = await seed(server, { prompts: { greeting: { versions: { old: greeting, new: { ...greeting, temperature: 0 } } } } })
    const { logs } = await seed(server, {
      logs: {
        step: { type: 'prompt', id: prompts.greeting.id, version_id: prompts.greeting.versions.old, output: 'Hello!', log_id: 'log_mine', created_at: '2024-05-01T10:00:00Z', trace_parent_id: 'trace_mine' },
        trace: { type: 'flow', path: 'ticket', flow: { attributes: {} }, log_id: 'trace_mine', inputs: { a: 'b' }, output: 'Done.', log_status: 'complete', log_environment: 'staging' },
      },
    })
    expect(logs.step).toEqual({ id: 'log_mine', version_id: prompts.greeting.versions.old })
    const trace = await ask('GET /logs/{id}', { id: logs.trace.id })
    expect(trace).toMatchObject({ id: 'trace_mine', environment: 'staging', log_status: 'complete', trace_children: [{ id: 'log_mine' }] })
    expect(new Date(trace.trace_children?.[0]?.created_at ?? '').toISOString()).toBe('2024-05-01T10:00:00.000Z')
  })

  it('makes an Evaluation with runs, which Logs of a next call belong to', async () => {
    const { server, ask } = connectHumanloop()
    const made = await seed(server, {
      prompts: { greeting },
      evaluators: { exact: { spec: external } },
      datasets: { questions: { datapoints: [question('One?')] } },
      evaluations: {
        quality: {
          file: { path: 'greeting' },
          evaluators: [{ path: 'exact' }],
          runs: {
            first: { dataset: { path: 'questions' }, version: { path: 'greeting' }, orchestrated: false },
            second: { dataset: { path: 'questions' }, version: { path: 'greeting' }, orchestrated: false, control: true },
          },
        },
      },
    })
    const { id, runs } = made.evaluations.quality
    await seed(server, { logs: { one: { type: 'prompt', path: 'greeting', run_id: runs.first, source_datapoint_id: made.datasets.questions.datapoints[0] ?? '', output: '1' } } })
    expect(await ask('GET /evaluations/{id}', { id })).toMatchObject({ name: 'quality', runs_count: 2 })
    const listed = (await ask('GET /evaluations/{id}/runs', { id })).runs
    expect(new Map(listed.map((run) => [run.id, run.control]))).toEqual(new Map([[runs.first, false], [runs.second, true]]))
    expect(await ask('GET /evaluations/{id}/logs', { id })).toMatchObject({ total: 1 })
  })

  it('waits for the answers of orchestrated runs', async () => {
    const { server, ask } = connectHumanloop()
    const { evaluations } = await seed(server, {
      prompts: { greeting },
      datasets: { names: { datapoints: [{ inputs: { name: 'Ada' } }, { inputs: { name: 'Alan' } }] } },
      evaluations: { quality: { file: { path: 'greeting' }, evaluators: [], runs: { first: { dataset: { path: 'names' }, version: { path: 'greeting' } } } } },
    })
    const { runs } = await ask('GET /evaluations/{id}/runs', { id: evaluations.quality.id })
    expect(runs).toMatchObject([{ id: evaluations.quality.runs.first, status: 'completed' }])
  })

  it('finds what is there already', async () => {
    const { server, ask } = connectHumanloop()
    const contents = { directories: { archive: 'archive' }, prompts: { greeting: { ...greeting, deploy: ['production'] } }, datasets: { questions: { datapoints: [question('One?')] } } } satisfies SeedContents
    const made = await seed(server, contents)
    expect(await seed(server, contents)).toEqual(made)
    expect((await ask('GET /prompts/{id}/versions', { id: made.prompts.greeting.id })).records).toHaveLength(1)
  })
})

describe('seed, for Smarter and OpenAI,', () => {
  it.each([
    ['llmclient', 'LLMClient', 'my_bot'],
    ['chatbot', 'Chatbot', 'My-Bot'],
  ] as const)('applies manifests in their order, as objects and as text, on the generation %s', async (era, kind, name) => {
    const { server, ask } = connectSmarter({ era })
    const metadata = { name: 'My-Bot', description: null, version: null }
    const bot = { apiVersion: 'smarter.sh/v1', kind, metadata, spec: { config: {}, plugins: ['returns'] } } satisfies SmarterManifest
    const { manifests } = await seed(server, { manifests: { plugin: pluginText, bot } })
    expect(manifests).toEqual({ plugin: { kind: 'Plugin', name: 'returns' }, bot: { kind, name } })
    expect((await ask('POST /cli/describe/{kind}/', { kind: kind.toLowerCase() }, undefined, `?name=${name}`)).data).toMatchObject({ spec: { plugins: ['returns'] } })
  })

  it('uploads files, which expire when they should', async () => {
    const { server, send } = connectOpenAI()
    const { uploads } = await seed(server, {
      uploads: { notes: { content: 'Hello.', filename: 'notes.txt', purpose: 'user_data', expires_after: { anchor: 'created_at', seconds: 3600 } }, bytes: { content: new Uint8Array([1, 2]), purpose: 'assistants' } },
    })
    expect((await send(`GET /files/${uploads.notes.id}/content`)).text).toBe('Hello.')
    expect((await send(`GET /files/${uploads.notes.id}`)).body).toMatchObject({ filename: 'notes.txt', expires_at: expect.any(Number) })
    expect((await send(`GET /files/${uploads.bytes.id}`)).body).toMatchObject({ filename: 'bytes', bytes: 2 })
  })
})

describe('seed takes', () => {
  const contents = { prompts: { greeting } }

  it('handlers for msw', async () => {
    const platform = handlers({ apiKeys: ['k'] })
    const { prompts } = await seed(platform, contents, { apiKey: 'k' })
    const found = await platform.fetch(`https://api.humanloop.com/v5/prompts/${prompts.greeting.id}`, { headers: { 'x-api-key': 'k' } })
    expect(await found.json()).toMatchObject({ path: 'greeting' })
  })

  it('a server on a port', async () => {
    const server = await started({ apiKeys: ['k'] })
    const { prompts } = await seed(server, contents, { apiKey: 'k' })
    const found = await fetch(`${server.url}/v5/prompts/${prompts.greeting.id}`, { headers: { 'x-api-key': 'k' } })
    expect(await found.json()).toMatchObject({ path: 'greeting' })
  })

  it('a key for all three APIs', async () => {
    const server = createServer({ apiKeys: ['k'] })
    const everything = { ...contents, manifests: { plugin: pluginText }, uploads: { notes: { content: 'a', purpose: 'user_data' } } }
    await seed(server, everything, { apiKey: 'k' })
    await expect(seed(server, { uploads: everything.uploads })).rejects.toThrow(expect.objectContaining({ place: 'uploads.notes', status: 401 }))
  })
})

describe('seed refuses', () => {
  const wrongSeeds: [what: string, contents: unknown, place: string, words: string][] = [
    ['a section that is none', { promts: {} }, 'promts', 'it is no section of a seed; the sections are directories, tools, prompts,'],
    ['what is no object', [], '', 'The seed is wrong: it must be an object.'],
    ['a section that is no object', { prompts: [greeting] }, 'prompts', 'it must be an object.'],
    ['a file that is no object', { prompts: { greeting: 'gpt-4o' } }, 'prompts.greeting', 'it must be an object.'],
    ['an unknown field', { prompts: { greeting: { ...greeting, modle: 'x' } } }, 'prompts.greeting.modle', 'Extra inputs are not permitted (POST /v5/prompts gave 422)'],
    ['a wrong value deep inside', { prompts: { 'a b': { versions: { one: { model: 'm', template: [{ role: 1 }] } } } } }, 'prompts["a b"].versions.one.template.0.role', 'Input should be "user" or'],
    ['a wrong text of a file', { prompts: { greeting: { prompt: '---\nmodel: m\ntemperature: hot\n---\n' } } }, 'prompts.greeting.prompt', 'temperature'],
    ['fields beside versions', { prompts: { greeting: { ...greeting, versions: { one: greeting } } } }, 'prompts.greeting.model', 'it stands beside "versions". Put it into one of them.'],
    ['versions that are none', { prompts: { greeting: { versions: {} } } }, 'prompts.greeting.versions', 'there is none. Write at least one.'],
    ['an unknown environment', { prompts: { greeting: { ...greeting, deploy: ['production', 'prod'] } } }, 'prompts.greeting.deploy.1', 'there is no environment "prod"; there are production, staging, development.'],
    ['an environment outside a list', { prompts: { greeting: { ...greeting, deploy: 'production' } } }, 'prompts.greeting.deploy', 'it must be a list of names of environments.'],
    ['a Log of no kind', { logs: { one: { type: 'prompts', path: 'a' } } }, 'logs.one.type', 'it must be one of prompt, agent, tool, flow, evaluator.'],
    ['a Log of a file that is not there', { logs: { one: { type: 'prompt', path: 'a', output: 'x' } } }, 'logs.one', 'gave 404'],
    ['an unknown field of a run', { prompts: { a: greeting }, evaluations: { q: { file: { path: 'a' }, evaluators: [], runs: { one: { datset: {} } } } } }, 'evaluations.q.runs.one.datset', 'Extra inputs'],
    ['a wrong manifest', { manifests: { bot: 'apiVersion: smarter.sh/v1\nkind: Chatbott\n' } }, 'manifests.bot', 'line 2, column 1: kind: it is "Chatbott"'],
    ['a manifest of the other generation', { manifests: { bot: chatbot('Chatbot', 'a') } }, 'manifests.bot', 'POST /api/v1/cli/apply/ gave'],
    ['an upload without content', { uploads: { notes: { purpose: 'user_data' } } }, 'uploads.notes.content', 'it must be a text, a Uint8Array or a Blob.'],
    ['an unknown field of an upload', { uploads: { notes: { content: '', purpose: 'user_data', name: 'a' } } }, 'uploads.notes', 'POST /v1/files gave 400'],
  ]

  it.each(wrongSeeds)('%s, and says where', async (_, contents, place, words) => {
    const failure = await seed(createServer(), contents as SeedContents).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SeedError)
    expect(failure).toMatchObject({ place, message: expect.stringContaining(words) })
    expect((failure as SeedError).message).toContain(place)
  })

  it('a platform that does not answer, and keeps what is there of the seed', async () => {
    const server = await started()
    const { url } = server
    await server.close()
    const words = `The seed is not in the platform from prompts.greeting on: ${url} cannot be reached.`
    await expect(seed({ url }, { prompts: { greeting } })).rejects.toThrow(words)
    await expect(seed({ url: url.replace('//', '//me:secret@') }, { prompts: { greeting } })).rejects.toThrow(words)
  })

  it('what answers, but is no platform', async () => {
    const elsewhere = { fetch: async () => new Response('<h1>Hello</h1>', { status: 200 }) }
    await expect(seed(elsewhere, { prompts: { greeting } })).rejects.toThrow('prompts.greeting: it did not say why. (POST /v5/prompts gave 200)')
  })
})
