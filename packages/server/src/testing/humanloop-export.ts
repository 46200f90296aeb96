import { AnyFileSchema, EvaluationLogSchema, EvaluationRunSchema, EvaluationSchema, EvaluationStatsSchema, LogSchema } from '@smarter-api/schemas/humanloop'
import * as v from 'valibot'
import { importRecords } from '../transfer/import-records.js'
import type { Subject, Tally, TransferProblem } from '../transfer/findings.js'
import type { Repository } from '../repository/repository.js'
import { memorySource } from './exported.js'
import type { ExportedFiles } from './exported.js'

type Fields = Record<string, unknown>

export const madeBy = { id: 'usr_ada', email_address: 'ada@example.com', full_name: 'Ada' }
export const production = { id: 'env_live', name: 'production', tag: 'default', created_at: '2024-01-01T00:00:00.000000' }

/** The time of day that records carry: with microseconds and without a zone, as Humanloop told them. */
export const at = (minute: number): string => `2025-06-05T12:${String(minute).padStart(2, '0')}:00.123456`

/** A Prompt as the hosted platform listed it. */
export function wirePrompt(fields: Fields = {}): Fields {
  return v.parse(AnyFileSchema, {
    path: 'support/greeting', id: 'pr_1', directory_id: 'dir_support', name: 'greeting', description: 'Says hello.', readme: null, tags: ['live'],
    version_id: 'prv_1', version_name: 'first', version_description: null, type: 'prompt', environments: [production], created_at: at(1), updated_at: at(2),
    created_by: madeBy, last_used_at: at(3), version_logs_count: 2, total_logs_count: 2, inputs: [{ name: 'name' }], evaluators: [], evaluator_aggregates: [],
    model: 'gpt-4o', endpoint: 'chat', template: [{ role: 'user', content: 'Greet {{name}}.' }], template_language: 'default', provider: 'openai', max_tokens: -1,
    temperature: 0.7, top_p: 1, stop: null, presence_penalty: 0, frequency_penalty: 0, other: {}, seed: null, response_format: null, reasoning_effort: null,
    tools: [], linked_tools: [], attributes: {}, schema: { type: 'object' }, raw_file_content: null, future_field: { of: 'the platform' },
    ...fields,
  }) as unknown as Fields
}

/** A file of another kind, with the fields that all kinds have. */
export function wireFile(type: string, id: string, fields: Fields): Fields {
  const { path: _path, model: _model, ...shared } = wirePrompt()
  const base = Object.fromEntries(Object.entries(shared).slice(0, 22))
  const name = `${type}-file`
  return v.parse(AnyFileSchema, { ...base, type, id, path: `things/${name}`, directory_id: 'dir_things', name, version_id: `${id}_v`, version_name: null, environments: [], inputs: [], ...fields }) as unknown as Fields
}

/** A Log as the hosted platform listed it. */
export function wireLog(id: string, fields: Fields = {}, file: Fields = wirePrompt()): Fields {
  return v.parse(LogSchema, {
    id, created_at: at(4), start_time: at(4), end_time: at(5), inputs: { name: 'Ö' }, output: 'Hello', output_message: { role: 'assistant', content: 'Hello' }, messages: [],
    error: null, stdout: null, provider_latency: 0.25, metadata: null, source: 'sdk', user: 'u1', batches: [], evaluator_logs: [], trace_children: [], trace_id: null, trace_flow_id: null,
    trace_parent_id: null, finish_reason: 'stop', prompt_tokens: 3, new_field: [1], [String(file['type'])]: file, ...fields,
  }) as unknown as Fields
}

export const lines = (records: unknown[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('')

/** What the export of one file is, below its folder. */
export interface FileContent {
  versions?: Fields[]
  logs?: unknown[]
  [path: string]: unknown
}

/** The files that `humanloop-export` would write of a file: others are given by their paths, as text or as JSON; `null` leaves one out. */
export function fileExport(file: Fields, { versions = [file], logs, ...others }: FileContent = {}): ExportedFiles {
  const home = `files/${String(file['id'])}`
  const deployments = versions.flatMap((version) =>
    ((version['environments'] ?? []) as Fields[]).map(({ id, name, tag }) => ({ version_id: version['version_id'], environment_id: id, environment_name: name, environment_tag: tag })),
  )
  const content: Fields = {
    'file.json': file, 'deployments.json': deployments, '.done': 'done', ...Object.fromEntries(versions.map((version) => [`versions/${String(version['version_id'])}`, version])),
    ...(logs === undefined ? {} : { 'logs/1.jsonl': lines(logs) }), ...others,
  }
  const told = Object.entries(content).filter(([, value]) => value !== null)
  return new Map(told.map(([path, value]) => [`${home}/${path}`, typeof value === 'string' ? value : JSON.stringify(value)]))
}

/** An Evaluation of the Prompt by one Evaluator, with one run, and the lines of its Logs. */
export function evaluationExport(evaluator: Fields, dataset: Fields, places: Fields[] | null, numLogs = 2): Fields {
  const evaluation = {
    id: 'evr_1', runs_count: 1, evaluators: [{ version: evaluator, orchestrated: true, added_at: at(10) }], name: 'Night run', file_id: 'pr_1', created_at: at(9), created_by: madeBy,
    updated_at: at(10), url: 'https://app.humanloop.com/x',
  }
  const run = { id: 'run_1', dataset, version: wirePrompt(), orchestrated: true, added_at: at(11), created_at: at(11), created_by: madeBy, status: 'completed', control: true }
  const judged = { evaluator_version_id: evaluator['version_id'], total_logs: numLogs, num_judgments: numLogs, num_nulls: 0, num_errors: 0, num_true: numLogs, num_false: 0 }
  const stats = { run_stats: [{ run_id: 'run_1', version_id: 'prv_1', batch_id: 'bat_1', num_logs: numLogs, evaluator_stats: [judged], status: 'completed' }], progress: 'All done', report: 'Fine', status: 'completed' }
  v.parse(EvaluationSchema, evaluation)
  v.parse(EvaluationRunSchema, run)
  v.parse(EvaluationStatsSchema, stats)
  for (const place of places ?? []) v.parse(EvaluationLogSchema, place)
  const home = 'evaluations/evr_1'
  return { [`${home}/evaluation.json`]: evaluation, [`${home}/stats.json`]: stats, [`${home}/runs/run_1`]: run, ...(places === null ? {} : { [`${home}/logs/1.jsonl`]: lines(places) }) }
}

/** What an import said, and counted. */
export interface Imported {
  lost: string[]
  notes: string[]
  counts: Partial<Record<Subject, Tally>>
}

/** Imports files in memory. Problems come as `path:line: reason`. */
export async function importFiles(repository: Pick<Repository, 'read' | 'write'>, ...exports: ExportedFiles[]): Promise<Imported> {
  const problems: TransferProblem[] = []
  const counts: Imported['counts'] = {}
  await importRecords(memorySource(new Map(exports.flatMap((files) => Array.from(files)))), repository, (findings) => {
    problems.push(...findings.problems)
    for (const [subject, { added, completed, present }] of findings.tallies) {
      const known = counts[subject] ?? { added: 0, completed: 0, present: 0 }
      counts[subject] = { added: known.added + added, completed: known.completed + completed, present: known.present + present }
    }
  })
  const told = (level: string): string[] => problems.filter((problem) => problem.level === level).map(({ file, line, reason }) => `${file}${line === undefined ? '' : `:${line}`}: ${reason}`)
  return { lost: told('lost'), notes: told('note'), counts }
}
