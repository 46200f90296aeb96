/** Names in an export folder. Those of the second group are this server's own additions, which other readers pass over. */
export const layout = {
  files: 'files',
  file: 'file.json',
  done: '.done',
  deployments: 'deployments.json',
  versions: 'versions',
  datapoints: 'datapoints',
  logs: 'logs',
  evaluations: 'evaluations',
  evaluation: 'evaluation.json',
  stats: 'stats.json',
  runs: 'runs',
  exportLog: 'export.log',

  own: 'smarter',
  environments: 'environments.json',
  directories: 'directories.json',
  deletedVersions: 'deleted-versions',
  environmentVariables: 'environment-variables.json',
} as const

/** Field of a record that holds what the record itself has no place for. */
export const ownField = 'smarter'

/** Lines in one page of Logs or datapoints. */
export const linesOnPage = 1000
