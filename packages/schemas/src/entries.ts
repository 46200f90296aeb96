import type { GenericSchema } from 'valibot'

/**
 * A valibot schema, and by that a Standard Schema, whose accepted value has the documented type.
 *
 * Schemas are exported under this short name, so that declarations name an interface instead of repeating its inferred fields.
 */
export type Schema<Input, Output = Input> = GenericSchema<Input, Output>

/**
 * The valibot entries that describe an interface field by field.
 *
 * `v.looseObject({ … } satisfies Entries<Prompt>)` does not compile when a field is missing, extra, of another type,
 * or differs from the interface in being optional or nullable.
 */
export type Entries<Fields> = { [Field in keyof Fields]-?: Entry<Fields, Field> }

type Entry<Fields, Field extends keyof Fields> =
  IsOptional<Fields, Field> extends true
    ? GenericSchema<unknown, Fields[Field]> & { readonly type: 'exact_optional'; readonly wrapped: Present<Exclude<Fields[Field], undefined>> }
    : Present<Fields[Field]>

type Present<Value> = unknown extends Value
  ? GenericSchema<unknown, Value>
  : null extends Value
    ? GenericSchema<unknown, Value> & { readonly type: 'nullable' }
    : GenericSchema<unknown, Value>

type IsOptional<Fields, Field extends keyof Fields> = Record<never, never> extends Pick<Fields, Field> ? true : false
