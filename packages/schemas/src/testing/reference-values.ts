import { type Direction, hasType, isRecord } from './json-kinds.js'
import type { ReferenceSchema } from './reference.js'

/** Reads the schemas of a reference: what they accept, and values that they accept. */
export class ReferenceValues {
  constructor(private readonly schemas: Record<string, ReferenceSchema>) {}

  /** Follows a reference. */
  resolve(schema: ReferenceSchema): ReferenceSchema {
    const name = nameOf(schema)
    return name === undefined ? schema : (this.schemas[name] ?? {})
  }

  /** The concrete schemas that a value may have, references followed, `null` left out. */
  variants(schema: ReferenceSchema): ReferenceSchema[] {
    const target = this.resolve(schema)
    const options = target.anyOf ?? target.allOf
    if (options) return options.flatMap((option) => this.variants(option))
    return target.type === 'null' ? [] : [target]
  }

  /**
   * Tells whether a schema takes a value, by the rules we chose for each direction: requests take no unknown fields,
   * while answers take new words, fractions, and, where there are several kinds of object, one that is yet to come.
   */
  accepts(schema: ReferenceSchema, value: unknown, direction: Direction): boolean {
    if (schema.$ref) return this.accepts(this.resolve(schema), value, direction)
    if (schema.allOf) return schema.allOf.every((part) => this.accepts(part, value, direction))
    if (schema.anyOf) return this.isNewKind(schema, value, direction) || schema.anyOf.some((option) => this.accepts(option, value, direction) && this.isWithin(option, schema, value))
    if (schema.const !== undefined) return value === schema.const
    if (schema.enum) return direction === 'answer' ? typeof value === 'string' : schema.enum.includes(value)
    const types = [schema.type ?? []].flat().map((type) => (type === 'integer' && direction === 'answer' ? 'number' : type))
    if (types.length > 0 && !types.some((type) => hasType(value, type))) return false
    if (Array.isArray(value)) return value.every((item) => this.accepts(schema.items ?? {}, item, direction))
    if (isRecord(value)) return this.acceptsFields(schema, value, direction)
    if (direction === 'answer') return true
    if (typeof value === 'number') return value >= (schema.minimum ?? -Infinity)
    return schema.format !== 'date-time' || value === null || !Number.isNaN(Date.parse(String(value)))
  }

  /** Values that a schema takes: the smallest of each variant, and one with every field. */
  samples(schema: ReferenceSchema): unknown[] {
    return this.variants(schema).flatMap((variant) => {
      if (variant.items) return [[[]], this.samples(variant.items).map((item) => [item])].flat()
      if (!variant.properties) return this.simpleSamples(variant)
      const full = Object.entries(variant.properties).map(([name, property]) => [name, this.smallest(property)])
      return [this.smallest(variant), Object.fromEntries(full)]
    })
  }

  smallest(schema: ReferenceSchema): unknown {
    const [variant = {}] = this.variants(schema)
    if (variant.items) return []
    if (!variant.properties) return this.simpleSamples(variant)[0]
    const { properties, required = [] } = variant
    return Object.fromEntries(required.map((name) => [name, this.smallest(properties[name] ?? {})]))
  }

  private simpleSamples({ const: constant, enum: words, type = 'object', format, minimum = 1, additionalProperties }: ReferenceSchema): unknown[] {
    if (constant !== undefined) return [constant]
    if (words) return words
    const inMap = typeof additionalProperties === 'object' ? this.samples(additionalProperties) : ['text', 1, null]
    const samples: Record<string, unknown[]> = {
      string: [format === 'date-time' ? '2025-05-20T10:00:00Z' : 'text'],
      boolean: [true, false],
      integer: [minimum],
      number: [minimum, minimum + 0.5],
      object: [{}, ...inMap.map((value) => ({ key: value }))],
    }
    return [type].flat().flatMap((each) => samples[each] ?? [])
  }

  /** A field that one variant of a union describes is no unknown field of another. */
  private isWithin(option: ReferenceSchema, union: ReferenceSchema, value: unknown): boolean {
    if (!isRecord(value)) return true
    const [own, all] = [option, union].map((schema) => new Set(this.variants(schema).flatMap(({ properties = {} }) => Object.keys(properties))))
    return Object.keys(value).every((name) => own?.has(name) || !all?.has(name))
  }

  private isNewKind(schema: ReferenceSchema, value: unknown, direction: Direction): boolean {
    const objects = this.variants(schema).filter(({ properties }) => properties)
    return direction === 'answer' && objects.length > 1 && isRecord(value) && Object.keys(value).length === 0
  }

  private acceptsFields({ properties, additionalProperties, required = [] }: ReferenceSchema, value: Record<string, unknown>, direction: Direction): boolean {
    if (required.some((name) => !(name in value))) return false
    return Object.entries(value).every(([name, field]) => {
      const known = properties?.[name]
      if (known) return this.accepts(known, field, direction)
      if (typeof additionalProperties === 'object') return this.accepts(additionalProperties, field, direction)
      return properties === undefined || direction === 'answer'
    })
  }
}

/** Name of the schema that a reference points at. */
export function nameOf({ $ref }: ReferenceSchema): string | undefined {
  return $ref?.split('/').at(-1)
}
