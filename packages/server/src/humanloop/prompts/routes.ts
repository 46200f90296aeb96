import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { logFile, updateFileLog } from '../logs/log-file.js'
import { callPrompt } from './call-prompt.js'
import { promptKind } from './prompt-kind.js'
import { deserializePrompt, populatePrompt, serializePrompt } from './prompt-text.js'

const json = { body: 'json' } as const

export const promptRoutes: Route[] = [
  ...monitoredFileRoutes(promptKind),
  route('POST /prompts/call', callPrompt, json),
  route('POST /prompts/log', logFile(promptKind), json),
  route('PATCH /prompts/{id}/log/{log_id}', updateFileLog(promptKind), json),
  route('POST /prompts/deserialize', deserializePrompt, { ...json, reads: true }),
  route('POST /prompts/{id}/populate', populatePrompt, { ...json, reads: true }),
  route('GET /prompts/{id}/serialize', serializePrompt),
]
