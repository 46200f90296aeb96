import type { CreateFineTuningJobRequest } from '@smarter-api/schemas/openai'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange, Services } from '../../http/route.js'
import type { FineTuningJobRecord, Records, UploadRecord } from '../../repository/repository.js'
import { checkExamples } from '../files/check-examples.js'
import { findUpload } from '../files/uploaded-file.js'
import { wrongParam } from '../refusals.js'
import { presentJob } from './present-job.js'

/** `POST /fine_tuning/jobs` */
export async function createJob({ body, services, commit }: Exchange<CreateFineTuningJobRequest>): Promise<Answer> {
  return commit(async (records) => {
    const training = await findFile(records, services, 'training_file', body.training_file)
    const validation = typeof body.validation_file === 'string' ? await findFile(records, services, 'validation_file', body.validation_file) : undefined
    const job: FineTuningJobRecord = {
      id: `ftjob-${services.randomHex(12)}`,
      createdAt: services.now(),
      request: { ...body, seed: body.seed ?? Number.parseInt(services.randomHex(3), 16) },
      fault: faultOf('training_file', training) ?? faultOf('validation_file', validation) ?? null,
      examples: checkExamples(await records.uploads.readContent(training.id)).count,
      bytes: training.bytes,
      pauses: [],
      cancelledAt: null,
      resultFileId: null,
    }
    await records.fineTuningJobs.insert(job)
    return json(presentJob(job, services))
  })
}

async function findFile(records: Records, services: Services, param: string, id: string): Promise<UploadRecord> {
  const found = await findUpload(records, services, id)
  if (found === undefined) throw wrongParam(param, `${param}: there is no file with the id ${id}. Upload it first.`)
  if (found.purpose !== 'fine-tune') throw wrongParam(param, `${param}: the file ${id} was uploaded for ${found.purpose}. Upload it with the purpose fine-tune.`)
  return found
}

function faultOf(param: string, file: UploadRecord | undefined): FineTuningJobRecord['fault'] | undefined {
  return typeof file?.fault === 'string' ? { param, message: `The file ${file.id} cannot be used. ${file.fault}` } : undefined
}
