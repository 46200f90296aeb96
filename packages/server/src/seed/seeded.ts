/** A directory that a seed made, or found. */
export interface SeededDirectory {
  readonly id: string
  readonly path: string
}

/** A file that a seed made, or found. */
export interface SeededFile<Versions = Record<string, unknown>> {
  readonly id: string
  readonly path: string
  /** Id of the version; of the last one, where there are several. */
  readonly version_id: string
  /** Ids of the versions, by their names in the seed. */
  readonly versions: { readonly [Name in keyof Versions]: string }
}

/** A Dataset that a seed made, or found. */
export interface SeededDataset<Versions = Record<string, unknown>> extends SeededFile<Versions> {
  /** Ids of what the version holds, in its order; of the last one, where there are several. */
  readonly datapoints: readonly string[]
}

/** An Evaluation that a seed made. */
export interface SeededEvaluation<Runs = Record<string, unknown>> {
  readonly id: string
  /** Ids of the runs, by their names in the seed. */
  readonly runs: { readonly [Name in keyof Runs]: string }
}

/** A Log that a seed made. */
export interface SeededLog {
  readonly id: string
  readonly version_id: string
}

/** A resource of Smarter that a seed applied. */
export interface SeededManifest {
  readonly kind: string
  /** What the platform calls it: in snake case on the newer generation. */
  readonly name: string
}

/** A file for the OpenAI-style API that a seed uploaded. */
export interface SeededUpload {
  readonly id: string
}

/** What `seed` made, under the names of the seed. */
export interface Seeded<
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
> {
  readonly directories: { readonly [Name in keyof Directories]: SeededDirectory }
  readonly tools: { readonly [Name in keyof Tools]: SeededFile<Tools[Name]> }
  readonly prompts: { readonly [Name in keyof Prompts]: SeededFile<Prompts[Name]> }
  readonly agents: { readonly [Name in keyof Agents]: SeededFile<Agents[Name]> }
  readonly flows: { readonly [Name in keyof Flows]: SeededFile<Flows[Name]> }
  readonly evaluators: { readonly [Name in keyof Evaluators]: SeededFile<Evaluators[Name]> }
  readonly datasets: { readonly [Name in keyof Datasets]: SeededDataset<Datasets[Name]> }
  readonly uploads: { readonly [Name in keyof Uploads]: SeededUpload }
  readonly manifests: { readonly [Name in keyof Manifests]: SeededManifest }
  readonly evaluations: { readonly [Name in keyof Evaluations]: SeededEvaluation<Evaluations[Name]> }
  readonly logs: { readonly [Name in keyof Logs]: SeededLog }
}
