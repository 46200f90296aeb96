import { describe, expectTypeOf, it } from 'vitest'
import { createServer } from '../create-server.js'
import { handlers } from '../msw.js'
import type { RunningServer } from '../node/serve.js'
import type { SeedContents } from './seed-contents.js'
import { seed } from './seed.js'

const server = createServer()

describe('seed', () => {
  it('gives back the names that it was given, and no others', async () => {
    const made = await seed(server, {
      prompts: { greeting: { model: 'gpt-4o' }, answer: { path: 'support/answer', versions: { short: { model: 'a' }, long: { prompt: '---\nmodel: b\n---\n' } } } },
      datasets: { questions: { datapoints: [] } },
      evaluations: { quality: { evaluators: [], runs: { first: {} } } },
      logs: { hello: { type: 'prompt', path: 'greeting', output: 'Hello!' } },
    })
    expectTypeOf(made.prompts.greeting.id).toEqualTypeOf<string>()
    expectTypeOf(made.prompts.answer.versions).toEqualTypeOf<{ readonly short: string; readonly long: string }>()
    expectTypeOf(made.datasets.questions.datapoints).toEqualTypeOf<readonly string[]>()
    expectTypeOf(made.evaluations.quality.runs.first).toEqualTypeOf<string>()
    expectTypeOf(made.logs.hello.id).toEqualTypeOf<string>()
    expectTypeOf<keyof typeof made.prompts>().toEqualTypeOf<'greeting' | 'answer'>()
    expectTypeOf<keyof typeof made.prompts.greeting.versions>().toEqualTypeOf<never>()
    expectTypeOf<keyof typeof made.tools>().toEqualTypeOf<never>()
  })

  it('does not take what is no section, no field, or no value of one', async () => {
    // @ts-expect-error -- no section
    await seed(server, { promts: {} })
    // @ts-expect-error -- no field of a Prompt
    await seed(server, { prompts: { greeting: { model: 'gpt-4o', modle: 'gpt-4o' } } })
    // @ts-expect-error -- the model is missing
    await seed(server, { prompts: { greeting: { temperature: 1 } } })
    // @ts-expect-error -- a version in `versions`
    await seed(server, { prompts: { greeting: { versions: { one: { model: 1 } } } } })
    // @ts-expect-error -- beside `versions`
    await seed(server, { prompts: { greeting: { model: 'gpt-4o', versions: { one: { model: 'gpt-4o' } } } } })
    // @ts-expect-error -- a field of another kind of Log
    await seed(server, { logs: { hello: { type: 'tool', path: 'greeting', output_message: { role: 'assistant' } } } })
    // @ts-expect-error -- no platform
    await seed({}, {})
  })

  it('takes every face of the server, and an address', () => {
    expectTypeOf(seed).toBeCallableWith(server, {})
    expectTypeOf(seed).toBeCallableWith(handlers(), {})
    expectTypeOf(seed).toBeCallableWith({ url: 'http://127.0.0.1:9357' }, {})
    expectTypeOf<RunningServer>().toExtend<Parameters<typeof seed>[0]>()
  })

  it('takes contents that were written apart, and keeps their names', async () => {
    const contents = { prompts: { greeting: { versions: { one: { model: 'gpt-4o' } } } } } satisfies SeedContents
    const { prompts } = await seed(server, contents)
    expectTypeOf(prompts.greeting.versions.one).toEqualTypeOf<string>()
  })
})
