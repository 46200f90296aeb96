import type { FileEnvironmentVariableRequest } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import type { FileRecord, Records } from '../../repository/repository.js'
import { getFile } from '../files/find-file.js'
import { invalidField, notFound } from '../refusals.js'
import { toolKind } from './tool-kind.js'

type Variable = FileEnvironmentVariableRequest

/** `GET /tools/{id}/environment-variables` */
export async function listEnvironmentVariables({ services, param }: Exchange): Promise<Answer> {
  return services.repository.read(async (records) => json(variablesOf(await getFile(records, toolKind, param('id')))))
}

/** `POST /tools/{id}/environment-variables` */
export async function addEnvironmentVariables({ body, param, commit }: Exchange<Variable[]>): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, toolKind, param('id'))
    const nameless = body.findIndex(({ name }) => name === '')
    if (nameless >= 0) throw invalidField([nameless, 'name'], 'A variable needs a name.')
    const variables = new Map([...variablesOf(file), ...body].map((variable) => [variable.name, variable]))
    return save(records, file, [...variables.values()])
  })
}

/** `DELETE /tools/{id}/environment-variables/{name}` */
export async function deleteEnvironmentVariable({ param, commit }: Exchange): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, toolKind, param('id'))
    const name = param('name')
    const variables = variablesOf(file)
    const left = variables.filter((variable) => variable.name !== name)
    if (left.length === variables.length) throw notFound(`Tool "${file.path}" has no environment variable "${name}".`)
    return save(records, file, left)
  })
}

function variablesOf({ details }: FileRecord): Variable[] {
  return details.environmentVariables ?? []
}

async function save({ files }: Records, { id, details }: FileRecord, environmentVariables: Variable[]) {
  await files.update(id, { details: { ...details, environmentVariables } })
  return json(environmentVariables)
}
