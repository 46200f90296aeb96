import * as v from 'valibot'

/** Past this the calendar of ISO 8601 ends. */
const lastNanoseconds = 253_402_300_799e9

/** Nanoseconds since 1970: numbers in Node, and, as protocol buffers write them in JSON, texts in Python. 0 means that nobody told. */
const nanoseconds = v.optional(
  v.nullable(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,20}$/, 'Expected nanoseconds since 1970'), v.transform(Number))]),
      v.minValue(0, 'Expected nanoseconds since 1970'),
      v.maxValue(lastNanoseconds, 'Expected nanoseconds of a year before 10000'),
      v.transform((time) => (time === 0 ? undefined : time / 1e6)),
    ),
  ),
)

const id = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64, 'Expected the id of a span'))))

const attribute = v.looseObject({
  key: v.string(),
  value: v.optional(v.nullable(v.looseObject({ stringValue: v.optional(v.nullable(v.string())) }))),
})

/** Attributes of other types than text are not read: those of our spans are all texts. */
const span = v.looseObject({
  traceId: id,
  spanId: id,
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: v.optional(v.nullable(v.array(attribute))),
})

/**
 * Checks traces in the JSON of OpenTelemetry's protocol (OTLP), as far as they are read: what else there is passes. Times become milliseconds.
 * Source: the exporters of the npm package humanloop 0.8.20 and of the Python package.
 */
export const TracesDataSchema = v.looseObject({
  resourceSpans: v.array(v.looseObject({ scopeSpans: v.optional(v.nullable(v.array(v.looseObject({ spans: v.optional(v.nullable(v.array(span))) })))) })),
})

export type TracesData = v.InferOutput<typeof TracesDataSchema>

/** A span as it came, its times in milliseconds. */
export type Span = v.InferOutput<typeof span>

export function listSpans({ resourceSpans }: TracesData): Span[] {
  return resourceSpans.flatMap(({ scopeSpans }) => (scopeSpans ?? []).flatMap(({ spans }) => spans ?? []))
}
