import { readFile } from 'node:fs/promises'
import { answerTo, type Platform, printedBy, startPlatform } from '@smarter-api/example-support'
import { Smarter, VERSION } from '@smarter-api/sdk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let platform: Platform

beforeEach(async () => {
  platform = await startPlatform()
})

afterEach(async () => {
  vi.unstubAllEnvs()
  vi.resetModules()
  await platform.close()
})

async function makeJobs(count: number): Promise<void> {
  const { files, fineTuning } = new Smarter()
  const example = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n'
  const { id } = await files.create({ file: ['input.jsonl', example.repeat(10), 'application/jsonl'], purpose: 'fine-tune' })
  for (let made = 0; made < count; made++) await fineTuning.jobs.create({ model: 'gpt-4o', training_file: id })
}

describe("the examples of Smarter's README", () => {
  it('S1: take the key from options or from the environment', async () => {
    expect(await printedBy(() => import('./s1-client.js'))).toEqual([
      'platform 0.14.19',
      'platform 0.14.19',
      expect.stringMatching(/^POST \/cli\/version\/ failed with 401: /),
    ])
  })

  it.each([
    { era: 'llmclient', kind: 'LLMClient' },
    { era: 'chatbot', kind: 'Chatbot' },
  ] as const)('S2: get a chatbot by name and prompt it, on a platform of the $era generation', async ({ era, kind }) => {
    await platform.close()
    platform = await startPlatform({ era })
    const manifest = await readFile(new URL('my-chatbot.yaml', import.meta.url), 'utf8')
    await new Smarter().manifests.apply({ manifest: manifest.replace('LLMClient', kind) })
    expect(await printedBy(() => import('./s2-chatbot.js'))).toEqual([expect.stringContaining('You said: "Hello, World!".')])
  })

  it('S3: have typed params and answers, and make JSON and copies of them', async () => {
    expect(await printedBy(() => import('./s3-types.js'))).toEqual([answerTo('How much?'), "{ team: 'blue' }", 'true'])
  })

  it('S4: list jobs through all pages, page by page, and as data', async () => {
    await makeJobs(23)
    expect(await printedBy(() => import('./s4-pagination.js'))).toEqual([
      '23 jobs',
      expect.stringMatching(/^will fetch next page using these details: \{"after":"ftjob[-_].+"\}$/),
      'number of items we just fetched: 3',
      'gpt-4o: validating_files',
      'gpt-4o: validating_files',
    ])
  })

  it('S5: send nested params', async () => {
    expect(await printedBy(() => import('./s5-nested-params.js'))).toEqual([
      JSON.stringify({ answer: answerTo('How much ?') }),
      answerTo('How much ?'),
      answerTo('How much ?'),
      expect.stringMatching(/^true \d\d$/),
    ])
  })

  it('S6: upload a path, bytes, and a name with contents', async () => {
    expect(await printedBy(() => import('./s6-uploads.js'))).toEqual([
      'input.jsonl: 217 bytes for fine-tune, processed',
      'file: 217 bytes for user_data, processed',
      'input.jsonl: 217 bytes for fine-tune, processed',
      'true',
      'true',
      'true',
    ])
  })

  it('S7: tell errors apart by their classes', async () => {
    expect(await printedBy(() => import('./s7-errors.js'))).toEqual([
      'Another non-200-range status code was received',
      'BadRequestError 400 application/json',
      'true',
      'The server could not be reached',
      'TypeError: fetch failed',
      'true',
      'A 429 status code was received; we should back off a bit.',
      'true',
    ])
  })

  it('S8: print the ids of requests, of failed ones too', async () => {
    const lines = await printedBy(() => import('./s8-request-ids.js'))
    expect(lines).toEqual([expect.stringMatching(/^req_\w+$/), expect.stringMatching(/^req_\w+$/)])
    expect(new Set(lines).size).toBe(2)
  })

  it('S9: try again as often as the client, or one made of it, says', async () => {
    expect(await printedBy(() => import('./s9-retries.js'))).toEqual([
      'without retries: 503',
      'attempt 1 failed; trying again in 200 ms',
      answerTo('How can I get the name of the current day in JavaScript?'),
    ])
  })

  it('S10: keep within limits of time, and time out', async () => {
    const answer = answerTo('How can I list all files in a directory using Python?')
    expect(await printedBy(() => import('./s10-timeouts.js'))).toEqual([answer, answer, 'POST /chat/completions timed out after 250 ms (timeout.attempt, 2 attempts)'])
  })

  it.each(['info', 'debug'])('S11: log as SMARTER_LOG=%s says, without the key', async (level) => {
    vi.stubEnv('SMARTER_LOG', level)
    const log = (await printedBy(() => import('./s11-logging.js'))).join('\n')
    expect(log).toMatch(/^Smarter POST \S+\/cli\/version\/ answered 200 in \d+ ms /m)
    expect(log.includes("authorization: '[redacted]'")).toBe(level === 'debug')
    expect(log).not.toContain('YOUR_API_KEY')
  })

  it('S11: log nothing unless told to', async () => {
    expect(await printedBy(() => import('./s11-logging.js'))).toEqual([])
  })

  it('S12: tell null from missing', async () => {
    expect(await printedBy(() => import('./s12-null.js'))).toEqual(['Got json like {"error": null}.', 'Got json like {}, without a "my_field" key present at all.'])
  })

  it("S13: send through a proxy, and through a function of the user's", async () => {
    expect(await printedBy(() => import('./s13-http-client.js'))).toEqual([
      'platform 0.14.19',
      'the proxy connected to the server: true',
      'POST /api/v1/cli/version/, cache no-store',
    ])
  })

  it('S14: close a client at the end of a block, or by hand', async () => {
    expect(await printedBy(() => import('./s14-close.js'))).toEqual(['platform 0.14.19', 'POST /cli/version/ ended: its client is closed', 'closed'])
  })

  it('S15: print the version', async () => {
    expect(await printedBy(() => import('./s15-version.js'))).toEqual([VERSION])
  })

  it('S16: make a fine-tuning job and follow it', async () => {
    const lines = await printedBy(() => import('./s16-fine-tuning.js'))
    expect(lines[0]).toBe('fine_tuning.job of gpt-4o: validating_files')
    expect(lines.slice(1, -1)).toContainEqual(expect.stringMatching(/^info: \w/))
    expect(lines.at(-1)).toBe('cancelled')
  })
})
