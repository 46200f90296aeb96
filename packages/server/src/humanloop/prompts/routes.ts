import { route } from '../../http/route.js'
import { callPrompt } from './call-prompt.js'
import { logPrompt, updatePromptLog } from './log-prompt.js'
import { listPromptEnvironments, removePromptDeployment, setPromptDeployment, updatePromptMonitoring } from './prompt-deployments.js'
import { deletePrompt, getPrompt, listPrompts, movePrompt, upsertPrompt } from './prompt-files.js'
import { deserializePrompt, populatePrompt, serializePrompt } from './prompt-text.js'
import { deletePromptVersion, listPromptVersions, patchPromptVersion } from './prompt-versions.js'

const json = { body: 'json' } as const

export const promptRoutes = [
  route('GET /prompts', listPrompts),
  route('POST /prompts', upsertPrompt, json),
  route('POST /prompts/call', callPrompt, json),
  route('POST /prompts/log', logPrompt, json),
  route('POST /prompts/deserialize', deserializePrompt, { ...json, reads: true }),
  route('GET /prompts/{id}', getPrompt),
  route('PATCH /prompts/{id}', movePrompt, json),
  route('DELETE /prompts/{id}', deletePrompt),
  route('PATCH /prompts/{id}/log/{log_id}', updatePromptLog, json),
  route('POST /prompts/{id}/populate', populatePrompt, { ...json, reads: true }),
  route('GET /prompts/{id}/serialize', serializePrompt),
  route('GET /prompts/{id}/versions', listPromptVersions),
  route('PATCH /prompts/{id}/versions/{version_id}', patchPromptVersion, json),
  route('DELETE /prompts/{id}/versions/{version_id}', deletePromptVersion),
  route('GET /prompts/{id}/environments', listPromptEnvironments),
  route('POST /prompts/{id}/environments/{environment_id}', setPromptDeployment),
  route('DELETE /prompts/{id}/environments/{environment_id}', removePromptDeployment),
  route('POST /prompts/{id}/evaluators', updatePromptMonitoring, json),
]
