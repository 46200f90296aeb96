import { answerTo, type Platform, printedBy, startPlatform } from '@smarter-api/example-support'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let platform: Platform

beforeEach(async () => {
  platform = await startPlatform()
})

afterEach(() => platform.close())

describe("the examples of Humanloop's README", () => {
  it('H1: take the key and the address from the environment, and the key from options', async () => {
    expect(await printedBy(() => import('./h1-client.js'))).toEqual([
      answerTo('What is the day today?'),
      answerTo('What is the day today?'),
      expect.stringMatching(/^POST \/prompts\/call failed with 401: The API key in the header X-API-KEY is not one of this server\. /),
    ])
  })

  it('H2: call a Prompt with typed and with plain messages, also several at once', async () => {
    const questions = ['What is the day today?', 'Tell me a funny joke', 'One?', 'Two?', 'Three?']
    expect(await printedBy(() => import('./h2-call.js'))).toEqual(questions.map(answerTo))
  })

  it('H3: print the pieces of a stream', async () => {
    const lines = await printedBy(() => import('./h3-streaming.js'))
    expect(lines.slice(0, 2)).toEqual(['piece: "smarter-builtin"', 'piece: " here,"'])
    expect(lines.at(-1)).toBe(answerTo('Tell me a funny joke'))
    expect(lines.length).toBeGreaterThan(20)
  })

  it('H4: list Evaluations by item, by page, and by hand', async () => {
    expect(await printedBy(() => import('./h4-pagination.js'))).toEqual([
      'item Release 3',
      'item Release 2',
      'item Release 1',
      'page Release 3, Release 2',
      'page Release 1',
      'first page Release 3, Release 2',
      'second page Release 1, and more: false',
    ])
  })

  it('H5: catch an ApiError with its status code and body', async () => {
    const lines = await printedBy(() => import('./h5-errors.js'))
    expect(lines).toEqual(['NotFoundError', '404', '{ detail: \'Prompt with id "pr_missing" not found.\' }'])
  })

  it('H6: stay within the time of the client, and run out of that of a call', async () => {
    expect(await printedBy(() => import('./h6-timeouts.js'))).toEqual(['in time', 'POST /prompts/call timed out after 250 ms (timeout.attempt, 1 attempt)'])
  })

  it('H7: try again where the server is busy, unless told not to', async () => {
    expect(await printedBy(() => import('./h7-retries.js'))).toEqual([
      'InternalServerError; trying again in 200 ms',
      answerTo('Are you there?'),
      expect.stringMatching(/^without retries: POST \/prompts\/call failed with 503: /),
    ])
  })

  it("H8: send through a function of the user's, and through a proxy", async () => {
    expect(await printedBy(() => import('./h8-http-client.js'))).toEqual(['POST /v5/prompts', 'the Prompts: assistant', 'the proxy connected to the server: true'])
  })

  it('H9: use every resource', async () => {
    expect(await printedBy(() => import('./h9-resources.js'))).toEqual([
      'prompt: support/answer',
      'tool: support/look-up',
      'agent: support/clerk',
      'flow: support/desk',
      'dataset: support/questions',
      'evaluator: support/kind',
      'evaluation: Release 1',
      `log: ${answerTo('Where is my order?')}`,
      'directory: 6 files',
      'files: support/clerk, support/look-up',
    ])
  })
})
