import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, PagePromise } from '@smarter-api/core'
import { createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import { deleteLogs, getLog, listLogs, type Logs, logs } from './index.js'
import type { EvaluatorLog, FlowLog, Log, PromptLog, ToolLog } from './index.js'
import type * as Methods from './methods.js'

const client = createHumanloopClient({ apiKey: null })
const facade = logs(client)

it('gives the same types in both styles', () => {
  expectTypeOf(listLogs(client, { file_id: 'a' })).toEqualTypeOf<PagePromise<Log>>()
  expectTypeOf(facade.list({ file_id: 'a' })).toEqualTypeOf<PagePromise<Log>>()
  expectTypeOf(getLog(client, { id: 'a' })).toEqualTypeOf<ApiPromise<Log>>()
  expectTypeOf(facade.get({ id: 'a' })).toEqualTypeOf<ApiPromise<Log>>()
  expectTypeOf(deleteLogs(client, { id: ['a'] })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(facade.delete({ id: ['a'] })).toEqualTypeOf<ApiPromise<void>>()
})

it('tells the kind of a Log by the file that it carries', async () => {
  const log: Log = await facade.get({ id: 'a' })
  if ('prompt' in log) expectTypeOf(log).toEqualTypeOf<PromptLog>()
  else if ('tool' in log) expectTypeOf(log).toEqualTypeOf<ToolLog>()
  else if ('evaluator' in log) expectTypeOf(log).toEqualTypeOf<EvaluatorLog>()
  else if ('flow' in log) expectTypeOf(log).toEqualTypeOf<FlowLog>()
})

it('takes clients of Humanloop only', () => {
  const smarter = createSmarterClient({ apiKey: null })
  // @ts-expect-error -- a client of another platform
  void getLog(smarter, { id: 'a' })
  // @ts-expect-error -- a client of another platform
  logs(smarter)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- Logs are listed for one file
  void listLogs(client)
  // @ts-expect-error -- Logs are listed for one file
  void facade.list({ version_id: 'a' })
  // @ts-expect-error -- ids come as a list
  void facade.delete({ id: 'a' })
})

it('binds every function with its own types', () => {
  expectTypeOf<Bound<typeof Methods>>().toEqualTypeOf<Logs>()
  expectTypeOf<{ [Name in keyof typeof Methods]: Rebuilt<(typeof Methods)[Name]> }>().toEqualTypeOf<typeof Methods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
