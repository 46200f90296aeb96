import type { Services } from '../../http/route.js'
import type { Records } from '../../repository/repository.js'
import { promptKind } from '../file-kinds.js'
import type { FileReference } from '../find-file.js'
import { notFound } from '../refusals.js'
import { saveVersion } from '../save-version.js'
import type { FileVersion, VersionLabels } from '../save-version.js'
import type { PromptContent } from './prompt-content.js'

/** Finds the version of a Prompt with this content, or makes it. The tools that it links to must be there. */
export async function savePrompt(
  records: Records,
  services: Services,
  reference: FileReference,
  content: PromptContent,
  labels?: VersionLabels,
): Promise<FileVersion> {
  for (const id of content.linked_tools ?? []) {
    const tool = await records.files.find({ id })
    if (tool?.kind !== 'tool') throw notFound(`Tool with id "${id}" not found.`)
  }
  return saveVersion(records, services, promptKind, reference, content, labels)
}
