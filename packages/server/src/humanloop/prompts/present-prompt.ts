import type { Prompt } from '@smarter-api/schemas/humanloop'
import type { Records, VersionRecord } from '../../repository/repository.js'
import { presentFileBase, readFileFacts } from '../present-file.js'
import type { FileFacts } from '../present-file.js'
import { presentMonitors } from '../monitors.js'
import type { FileVersion } from '../save-version.js'
import { inputsOf } from './prompt-content.js'
import type { PromptContent } from './prompt-content.js'

/** Puts Prompts into their wire form. */
export async function presentPrompts(records: Records, prompts: FileVersion[]): Promise<Prompt[]> {
  const facts = await readFileFacts(records, prompts)
  const presented: Prompt[] = []
  for (const prompt of prompts) presented.push(await present(records, prompt, facts))
  return presented
}

export async function presentPrompt(records: Records, prompt: FileVersion): Promise<Prompt> {
  return present(records, prompt, await readFileFacts(records, [prompt]))
}

export function contentOf(version: VersionRecord): PromptContent {
  return version.content as PromptContent
}

async function present(records: Records, { file, version }: FileVersion, facts: FileFacts): Promise<Prompt> {
  const { linked_tools: linkedTools, ...content } = contentOf(version)
  return {
    ...presentFileBase({ file, version }, facts),
    ...content,
    linked_tools: (linkedTools ?? []).map((id) => ({ id, version_id: id, name: id, description: '' })),
    type: 'prompt',
    inputs: inputsOf(content),
    evaluators: await presentMonitors(records, file),
    evaluator_aggregates: [],
  }
}
