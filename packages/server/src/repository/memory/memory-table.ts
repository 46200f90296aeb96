import { sorted } from '../../sorted.js'
import { UniqueConflict } from '../unique-conflict.js'

type KeyOf<Row> = (row: Row) => string | undefined

/** What a table is called, what is unique in it, and by what it is looked up. */
export interface MemoryTableShape<Row> {
  name: string
  /** Unique keys by column; the first identifies a row. */
  unique: Record<string, KeyOf<Row>>
  /** Keys that several rows may share. */
  groups?: Record<string, KeyOf<Row>>
}

interface Entry<Row> {
  position: number
  row: Row
}

/** Rows in memory with unique keys. Every change notes in the journal how to take it back. */
export class MemoryTable<Row extends object> {
  private readonly indexes = new Map<string, Map<string, Entry<Row>>>()
  private readonly groups = new Map<string, Map<string, Set<Entry<Row>>>>()
  private readonly entries = new Set<Entry<Row>>()
  private positions = 0

  constructor(
    private readonly shape: MemoryTableShape<Row>,
    private readonly journal: (() => void)[],
  ) {
    for (const column of Object.keys(shape.unique)) this.indexes.set(column, new Map())
    for (const column of Object.keys(shape.groups ?? {})) this.groups.set(column, new Map())
  }

  find(column: string, key: string): Row | undefined {
    return this.indexes.get(column)?.get(key)?.row
  }

  /** Rows in the order of their keys; what is not there is left out. */
  findAll(column: string, keys: readonly string[]): Row[] {
    return keys.map((key) => this.find(column, key)).filter((row) => row !== undefined)
  }

  /** Rows in the order they were inserted. */
  all(): Row[] {
    return inOrder(this.entries)
  }

  newestFirst(): Row[] {
    return sorted(this.entries, (one, other) => other.position - one.position).map(({ row }) => row)
  }

  /** Rows that share a key, in the order they were inserted. */
  group(column: string, key: string): Row[] {
    return this.groupsOf(column, [key])
  }

  /** Rows that have one of several keys, in the order they were inserted. */
  groupsOf(column: string, keys: readonly string[]): Row[] {
    const groups = this.groups.get(column)
    const entries: Entry<Row>[] = []
    for (const key of new Set(keys)) for (const entry of groups?.get(key) ?? []) entries.push(entry)
    return inOrder(entries)
  }

  insert(row: Row): void {
    this.refuseTaken(row)
    this.positions += 1
    this.add({ position: this.positions, row })
  }

  update(column: string, key: string, changes: Partial<Row>): void {
    const entry = this.indexes.get(column)?.get(key)
    if (entry === undefined) return
    const row = { ...entry.row, ...changes }
    this.refuseTaken(row, entry)
    this.drop(entry)
    this.add({ position: entry.position, row })
  }

  remove(column: string, key: string): void {
    const entry = this.indexes.get(column)?.get(key)
    if (entry !== undefined) this.drop(entry)
  }

  removeGroup(column: string, key: string): void {
    for (const entry of Array.from(this.groups.get(column)?.get(key) ?? [])) this.drop(entry)
  }

  /** Rows one by one, longest unchanged first. */
  *inOrder(): Generator<Row> {
    for (const { row } of this.entries) yield row
  }

  private refuseTaken(row: Row, owner?: Entry<Row>): void {
    for (const [column, keyOf] of Object.entries(this.shape.unique)) {
      const key = keyOf(row)
      const found = key === undefined ? undefined : this.indexes.get(column)?.get(key)
      if (found !== undefined && found !== owner) throw new UniqueConflict(`${this.shape.name}.${column}`)
    }
  }

  private add(entry: Entry<Row>): void {
    this.link(entry)
    this.journal.push(() => this.unlink(entry))
  }

  private drop(entry: Entry<Row>): void {
    this.unlink(entry)
    this.journal.push(() => this.link(entry))
  }

  private link(entry: Entry<Row>): void {
    this.entries.add(entry)
    for (const [column, index] of this.indexes) {
      const key = this.shape.unique[column]?.(entry.row)
      if (key !== undefined) index.set(key, entry)
    }
    for (const [column, group] of this.groups) {
      const key = this.shape.groups?.[column]?.(entry.row)
      if (key === undefined) continue
      const members = group.get(key) ?? new Set()
      group.set(key, members.add(entry))
    }
  }

  private unlink(entry: Entry<Row>): void {
    this.entries.delete(entry)
    for (const [column, index] of this.indexes) {
      const key = this.shape.unique[column]?.(entry.row)
      if (key !== undefined) index.delete(key)
    }
    for (const [column, group] of this.groups) {
      const key = this.shape.groups?.[column]?.(entry.row)
      if (key === undefined) continue
      const members = group.get(key)
      members?.delete(entry)
      if (members?.size === 0) group.delete(key)
    }
  }
}

function inOrder<Row>(entries: Iterable<Entry<Row>>): Row[] {
  return sorted(entries, (one, other) => one.position - other.position).map(({ row }) => row)
}
