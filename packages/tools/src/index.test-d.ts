import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, PagePromise, WithRequestId } from '@smarter-api/core'
import { createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import { addToolEnvironmentVariable, callTool, deleteTool, getTool, listTools, type Tools, tools, updateToolLog } from './index.js'
import type { FileEnvironment, FileEnvironmentVariableRequest, Log, Tool, ToolCallResponse } from './index.js'
import type * as Methods from './methods.js'

const client = createHumanloopClient({ apiKey: null })
const facade = tools(client)

it('gives the same types in both styles', () => {
  expectTypeOf(callTool(client, { id: 'a' })).toEqualTypeOf<ApiPromise<ToolCallResponse>>()
  expectTypeOf(facade.call({ id: 'a' })).toEqualTypeOf<ApiPromise<ToolCallResponse>>()
  expectTypeOf(updateToolLog(client, { id: 'a', log_id: 'b' })).toEqualTypeOf<ApiPromise<Log>>()
  expectTypeOf(facade.update({ id: 'a', log_id: 'b' })).toEqualTypeOf<ApiPromise<Log>>()
  expectTypeOf(listTools(client)).toEqualTypeOf<PagePromise<Tool>>()
  expectTypeOf(facade.list()).toEqualTypeOf<PagePromise<Tool>>()
  expectTypeOf(deleteTool(client, { id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(facade.delete({ id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(facade.get({ id: 'a' })).resolves.toEqualTypeOf<WithRequestId<Tool>>()
  expectTypeOf(facade.listEnvironments({ id: 'a' })).resolves.toEqualTypeOf<FileEnvironment[]>()
})

it('gives the variables after each change of them', () => {
  expectTypeOf(facade.getEnvironmentVariables({ id: 'a' })).resolves.toEqualTypeOf<FileEnvironmentVariableRequest[]>()
  expectTypeOf(facade.addEnvironmentVariable({ id: 'a', body: [] })).resolves.toEqualTypeOf<FileEnvironmentVariableRequest[]>()
  expectTypeOf(facade.deleteEnvironmentVariable({ id: 'a', name: 'b' })).resolves.toEqualTypeOf<FileEnvironmentVariableRequest[]>()
})

it('takes clients of Humanloop only', () => {
  const smarter = createSmarterClient({ apiKey: null })
  // @ts-expect-error -- a client of another platform
  void callTool(smarter, { id: 'a' })
  // @ts-expect-error -- a client of another platform
  tools(smarter)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- a Tool is found by its id
  void getTool(client, { path: 'a' })
  // @ts-expect-error -- a Log keeps its environment
  void facade.update({ id: 'a', log_id: 'b', log_environment: 'staging' })
  // @ts-expect-error -- variables are added as a list
  void addToolEnvironmentVariable(client, { id: 'a', name: 'b', value: 'c' })
  // @ts-expect-error -- null is no version to deploy
  void facade.setDeployment({ id: 'a', environment_id: 'b', version_id: null })
})

it('binds every function with its own types', () => {
  expectTypeOf<Bound<typeof Methods>>().toEqualTypeOf<Tools>()
  expectTypeOf<{ [Name in keyof typeof Methods]: Rebuilt<(typeof Methods)[Name]> }>().toEqualTypeOf<typeof Methods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
