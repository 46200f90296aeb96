import type { Command } from 'commander'
import { describeExport, describeExportProgress, describeImport, describeImportProgress, exitCodeOf } from '../transfer/describe-transfer.js'
import { progressLine } from '../transfer/progress-line.js'
import type { ProgressLine } from '../transfer/progress-line.js'
import type { CommandHost } from './command-host.js'
import { readText } from './read-values.js'
import { addStorageOptions } from './storage-options.js'
import { withKeptRepository, withRepository } from './with-repository.js'

interface ImportOptions {
  report: string
  dryRun: boolean
}

interface ExportOptions {
  logs: boolean
  secrets: boolean
}

// What commands work with is loaded when they run: a server begins faster without it.

/** Declares `import`: taking over what `humanloop-export` wrote. */
export function addImportCommand(program: Command, host: CommandHost, finish: (code: number) => void): void {
  const command = addStorageOptions(program.command('import').description('take over an export of Humanloop; may be repeated, and goes on where it broke off'))
  command
    .argument('<folder>', 'the export, such as exports/20250901-120000')
    .optionsGroup('Import:')
    .option('--dry-run', 'read and try everything, and keep nothing', false)
    .option('--report <file>', 'where all that could not be taken over is written, with its place and the reason', readText, 'import-report.json')
    .action(async (folder: string, { report: reportFile, dryRun }: ImportOptions) => {
      const { checkExport, importFolder } = await import('../transfer/import-folder.js')
      await checkExport(folder)
      const report = await withProgress(host, (line) =>
        withRepository(command, (repository) =>
          importFolder({ folder, repository, reportFile, dryRun, onProgress: (progress) => line.show(...describeImportProgress(progress)) }),
        ),
      )
      describeImport(report, reportFile).forEach(host.print)
      finish(exitCodeOf(report))
    })
}

/** Declares `export`: the data as a folder in the layout of `humanloop-export`. */
export function addExportCommand(program: Command, host: CommandHost): void {
  const command = addStorageOptions(program.command('export').description("write Humanloop's data to a folder, in the layout of humanloop-export"))
  command
    .argument('[folder]', 'a new folder; by default exports/ and the time')
    .optionsGroup('Export:')
    .option('--no-logs', 'leave out Logs')
    .option('--secrets', 'write the environment variables of Tools too', false)
    .action(async (folder: string | undefined, { logs, secrets }: ExportOptions) => {
      const { exportFolder, exportName } = await import('../transfer/export-folder.js')
      const report = await withProgress(host, (line) =>
        withKeptRepository(command, (repository) =>
          exportFolder({ folder: folder ?? exportName(new Date()), repository, logs, secrets, onProgress: (counts) => line.show(describeExportProgress(counts)) }),
        ),
      )
      describeExport(report, { secrets }).forEach(host.print)
    })
}

async function withProgress<Result>({ progress }: CommandHost, work: (line: ProgressLine) => Promise<Result>): Promise<Result> {
  const line = progressLine(progress)
  try {
    return await work(line)
  } finally {
    line.end()
  }
}
