import type { ChatMessage, CreateDatapointRequest } from '@smarter-api/schemas/humanloop'
import { CreateDatapointRequestSchema } from '@smarter-api/schemas/humanloop'
import Papa from 'papaparse'
import * as v from 'valibot'
import { refuseHostile } from '../../http/parse-json.js'
import { Problem } from '../../http/problem.js'
import { tryJson } from '../../try-json.js'
import { invalidField } from '../refusals.js'

/** What the cells below one header become. */
interface Column {
  part: 'inputs' | 'messages' | 'target'
  /** `null` when the column is the whole part. */
  name: string | null
}

interface Row {
  line: number
  cells: string[]
}

/**
 * Reads datapoints from CSV with a header. A column `x` or `input.x` holds an input, `target.x` a value of the target, `target` the whole
 * target as JSON or a text that goes by that name, `messages` a JSON array. Blank lines, and blank cells of anything but inputs, are left out.
 */
export async function readCsv(file: File): Promise<CreateDatapointRequest[]> {
  const [header, ...rows] = parseRows(await readText(file))
  if (header === undefined) throw refused('The file is empty. Its first line names the columns.')
  const columns = header.cells.map((name) => toColumn(name.trim()))
  refuseTwins(columns)
  return rows.map((row) => {
    if (row.cells.length !== columns.length) {
      throw refused(`Line ${row.line} has a different number of cells (${row.cells.length}) than the header (${columns.length}).`)
    }
    return toDatapoint(columns, row)
  })
}

async function readText(file: File): Promise<string> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return text.replace(/\r\n?/g, '\n')
  } catch {
    throw refused('The file is not UTF-8 text. Encode it as UTF-8.')
  }
}

function parseRows(text: string): Row[] {
  const rows: Row[] = []
  let line = 1
  let start = 0
  Papa.parse<string[]>(text, {
    delimiter: ',',
    newline: '\n',
    step({ data, errors, meta }) {
      const [error] = errors
      if (error !== undefined) throw refused(`Line ${line + linesIn(text.slice(start, error.index))}: ${error.message}.`)
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data })
      line += linesIn(text.slice(start, meta.cursor))
      start = meta.cursor
    },
  })
  return rows
}

function linesIn(text: string): number {
  return text.split('\n').length - 1
}

function toColumn(header: string): Column {
  if (header === '') throw refused('A column has no name in the header.')
  if (header === 'messages' || header === 'target') return { part: header, name: null }
  const [, part, name] = /^(input|target)s?\.(.+)$/.exec(header) ?? []
  return { part: part === 'target' ? 'target' : 'inputs', name: name ?? header }
}

function refuseTwins(columns: Column[]): void {
  const seen = new Set<string>()
  for (const { part, name } of columns) {
    const place = name === null ? part : `${part}.${name}`
    if (seen.has(place)) throw refused(`Two columns give ${place}. Remove one.`)
    seen.add(place)
  }
}

function toDatapoint(columns: Column[], { line, cells }: Row): CreateDatapointRequest {
  const filled = columns.map((column, index) => ({ ...column, cell: cells[index] ?? '' }))
  const valuesOf = (part: Column['part']): [string, string][] =>
    filled.flatMap((column) => (column.part === part && column.name !== null ? [[column.name, column.cell]] : []))
  const whole = (part: Column['part']): string => filled.find((column) => column.part === part && column.name === null)?.cell ?? ''
  const messages = whole('messages')
  const target = { ...readTarget(whole('target')), ...Object.fromEntries(valuesOf('target').filter(([, cell]) => cell !== '')) }
  const datapoint = {
    inputs: Object.fromEntries(valuesOf('inputs')),
    ...(messages.trim() === '' ? {} : { messages: tryJson(messages) as ChatMessage[] }),
    ...(Object.keys(target).length === 0 ? {} : { target }),
  }
  refuseHostileLine(datapoint, line)
  if (!v.is(CreateDatapointRequestSchema, datapoint)) throw refused(`Line ${line}: messages is not a JSON array of messages with a role.`)
  return datapoint
}

function refuseHostileLine(datapoint: CreateDatapointRequest, line: number): void {
  try {
    refuseHostile(datapoint, `Line ${line}`)
  } catch (error) {
    throw error instanceof Problem ? refused(error.message) : error
  }
}

function readTarget(cell: string): object {
  if (cell.trim() === '') return {}
  const value = tryJson(cell)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { target: cell }
}

function refused(message: string): Error {
  return invalidField(['file'], message)
}
