import type { Findings } from './findings.js'
import type { SourceLine } from './import-source.js'
import { parseValue } from './parse-record.js'
import type { FoundLog } from './read-log.js'
import { isWire } from './wire.js'

/** Reads the records in lines. What is none is reported. */
export function readLines(lines: SourceLine[], file: string, findings: Findings): Pick<FoundLog, 'wire' | 'place'>[] {
  return lines.flatMap(({ number, text }) => {
    const place = number === 0 ? { file } : { file, line: number }
    const wire = text === undefined ? undefined : parseValue(text, place, findings)
    if (isWire(wire)) return [{ wire, place }]
    if (text === undefined) findings.lost(place, number === 0 ? 'It is no file of lines in the folder, has too many of them, or cannot be opened.' : 'The line is too long, or not UTF-8.')
    else if (wire !== undefined) findings.lost(place, 'The line is not a JSON object.')
    return []
  })
}
