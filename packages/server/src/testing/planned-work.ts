import type { Records } from '../repository/repository.js'

type Work = [string, (records: Records) => Promise<unknown>]

const page = { offset: 0, limit: 10 }
const files = { ...page, sortBy: 'createdAt', order: 'desc' } as const

/** Lists that every engine reads from an index in their order. */
export const listedInOrder: Work[] = [
  ['logs by file', ({ logs }) => logs.list({ ...page, fileId: 'a' })],
  ['logs by file and time', ({ logs }) => logs.list({ ...page, fileId: 'a', from: 'x', to: 'y' })],
  ['logs by version', ({ logs }) => logs.list({ ...page, versionId: 'a' })],
  ['logs by run', ({ logs }) => logs.list({ ...page, runId: 'a' })],
  ['logs by trace', ({ logs }) => logs.list({ ...page, traceId: 'a' })],
  ['logs by one parent', ({ logs }) => logs.list({ ...page, traceParentIds: ['a'] })],
  ['logs by one judged log', ({ logs }) => logs.list({ ...page, parentIds: ['a'] })],
  ['files of one kind', (records) => records.files.list({ ...files, kinds: ['prompt'] })],
  ['evaluations of a file', ({ evaluations }) => evaluations.list({ ...page, fileId: 'a' })],
  ['logs of a run', ({ runLogs }) => runLogs.list({ ...page, runIds: ['a'] })],
  ['datapoints of a version', ({ datapoints }) => datapoints.list('a', page)],
  ['directories', ({ directories }) => directories.list()],
  ['directories in one', ({ directories }) => directories.listByParent('a')],
  ['work that waits', ({ work }) => work.claim({ owner: 'a', now: 'b', leaseUntil: 'c', highestRank: 1, limit: 8 })],
  ['leases of work', ({ work }) => work.firstLeaseEnd()],
]

/** Work for which no engine walks through a table. */
export const foundByIndex: Work[] = [
  ['a file by its path, with the version that it serves', (records) => records.files.findServed({ path: 'a' })],
  ['a file by its id, with the version that it serves', (records) => records.files.findServed({ id: 'a' })],
  ['the judgments of runs', ({ judgments }) => judgments.listByRuns(['a', 'b'])],
  ['the runs of logs', ({ runLogs }) => runLogs.listByLogs(['a', 'b'])],
  ['the judgments of versions', ({ judgments }) => judgments.listByVersions(['a', 'b'])],
  ['the steps below several logs', ({ logs }) => logs.list({ ...page, traceParentIds: ['a', 'b'] })],
  ['the logs of a version of a file', ({ logs }) => logs.list({ ...page, fileId: 'a', versionId: 'v' })],
  ['the logs of a version for a Dataset', ({ logs }) => logs.list({ ...page, versionId: 'v', datasetVersionId: 'dv' })],
  ['the logs above one in its trace', ({ logs }) => logs.listUpwards('a')],
  ['the removal of logs', ({ logs }) => logs.remove(['a', 'b'])],
  ['the removal of an Evaluation', ({ evaluations }) => evaluations.remove('a')],
  ['the files below a directory', (records) => records.files.list({ ...files, below: 'a' })],
  ['the uploads for a purpose', ({ uploads }) => uploads.list({ purpose: 'a', aliveAt: 'x', order: 'desc', limit: 10 })],
  ['the uploads after one', ({ uploads }) => uploads.list({ after: 'a', aliveAt: 'x', order: 'desc', limit: 10 })],
  ['the uploads that expire', ({ uploads }) => uploads.removeExpired('x')],
  ['the bytes of an upload', ({ uploads }) => uploads.readContent('a')],
  ['the fine-tuning jobs after one', ({ fineTuningJobs }) => fineTuningJobs.list({ after: 'a', order: 'desc', limit: 10 })],
  ['the move of a directory', ({ directories }) => directories.update('dir_a', { path: 'b' })],
  ['answers to a datapoint', ({ runLogs }) => runLogs.listByDatapoint('a')],
  ['work of an owner', ({ work }) => work.renew('a', 'b')],
  ['work of a run', ({ work }) => work.removeBySubject('a')],
]
