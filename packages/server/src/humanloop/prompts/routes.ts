import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { logFile, updateFileLog } from '../logs/log-file.js'
import { deserializeFile, serializeFile } from '../models/model-text.js'
import { callPrompt } from './call-prompt.js'
import { populatePrompt } from './populate-prompt.js'
import { promptFormat, promptKind } from './prompt-kind.js'

const json = { body: 'json' } as const

export const promptRoutes: Route[] = [
  ...monitoredFileRoutes(promptKind),
  route('POST /prompts/call', callPrompt, json),
  route('POST /prompts/log', logFile(promptKind), { body: 'json', isOneWrite: true }),
  route('PATCH /prompts/{id}/log/{log_id}', updateFileLog(promptKind), json),
  route('POST /prompts/deserialize', deserializeFile(promptFormat), { ...json, reads: true }),
  route('POST /prompts/{id}/populate', populatePrompt, { ...json, reads: true }),
  route('GET /prompts/{id}/serialize', serializeFile(promptKind, promptFormat)),
]
