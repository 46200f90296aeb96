export { createHumanloopClient, type HumanloopClient } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
export { type Logs, logs } from './facade.js'
export { delete as deleteLogs, get as getLog, list as listLogs } from './methods.js'
export type {
  AgentLog,
  ChatMessage,
  DeleteLogsParams,
  EvaluatorLog,
  FlowLog,
  GetLogParams,
  ListLogsParams,
  Log,
  LogBase,
  LogStatus,
  PromptLog,
  ToolLog,
} from '@smarter-api/schemas/humanloop'
