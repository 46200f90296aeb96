import { createSeedClient } from './seed-client.js'
import type { SeedTarget } from './seed-client.js'
import type { SeedContents } from './seed-contents.js'
import type { Seeded } from './seeded.js'
import { seedDirectories } from './seed-directories.js'
import { seedEvaluations } from './seed-evaluations.js'
import { seedDatasets, seedFiles } from './seed-files.js'
import { seedLogs } from './seed-logs.js'
import { seedManifests } from './seed-manifests.js'
import { readFields, wrong } from './seed-place.js'
import { seedUploads } from './seed-uploads.js'

/** Options of {@link seed}. */
export interface SeedOptions {
  /** Key that the platform demands. Default: none is sent. */
  apiKey?: string
}

const sections: readonly string[] = [
  'directories', 'tools', 'prompts', 'agents', 'flows', 'evaluators', 'datasets', 'uploads', 'manifests', 'evaluations', 'logs',
] satisfies (keyof SeedContents)[]

/**
 * Puts a platform into a known state: files with versions and deployments, Evaluations with runs, Logs, Smarter's resources, uploads. All of it goes
 * through the API, so that it is checked as everything else is, and in the order of {@link SeedContents}. Files, manifests and directories that are
 * there are found; a file gets a version more where it is other than before. What refers to an id that the platform chooses goes into a next call, which knows it from this one.
 *
 * @param target What `createServer`, `handlers` or `serve` gave, or `{ url }`.
 * @param contents What the platform should hold, under names of your own.
 * @param options The key, where the platform demands one.
 * @returns The ids of what was made, under the same names.
 * @throws {SeedError} When a part of the seed is wrong, with its place; what stands before it is there already.
 *
 * @example
 * ```ts
 * const server = createServer()
 * const { prompts } = await seed(server, { prompts: { greeting: { model: 'gpt-4o', deploy: ['production'] } } })
 * console.log(prompts.greeting.id)
 * ```
 */
export async function seed<
  Directories = unknown,
  Tools = unknown,
  Prompts = unknown,
  Agents = unknown,
  Flows = unknown,
  Evaluators = unknown,
  Datasets = unknown,
  Uploads = unknown,
  Manifests = unknown,
  Evaluations = unknown,
  Logs = unknown,
>(
  target: SeedTarget,
  contents: SeedContents<Directories, Tools, Prompts, Agents, Flows, Evaluators, Datasets, Uploads, Manifests, Evaluations, Logs>,
  { apiKey }: SeedOptions = {},
): Promise<Seeded<Directories, Tools, Prompts, Agents, Flows, Evaluators, Datasets, Uploads, Manifests, Evaluations, Logs>> {
  const unknown = Object.keys(readFields([], contents)).find((name) => !sections.includes(name))
  if (unknown !== undefined) throw wrong([unknown], `it is no section of a seed; the sections are ${sections.join(', ')}.`)
  const send = createSeedClient(target, apiKey)
  const made: Seeded = {
    directories: await seedDirectories(send, contents.directories),
    tools: await seedFiles(send, 'tools', contents.tools),
    prompts: await seedFiles(send, 'prompts', contents.prompts),
    agents: await seedFiles(send, 'agents', contents.agents),
    flows: await seedFiles(send, 'flows', contents.flows),
    evaluators: await seedFiles(send, 'evaluators', contents.evaluators),
    datasets: await seedDatasets(send, contents.datasets),
    uploads: await seedUploads(send, contents.uploads),
    manifests: await seedManifests(send, contents.manifests),
    evaluations: await seedEvaluations(send, contents.evaluations),
    logs: await seedLogs(send, contents.logs),
  }
  return made as Seeded<Directories, Tools, Prompts, Agents, Flows, Evaluators, Datasets, Uploads, Manifests, Evaluations, Logs>
}
