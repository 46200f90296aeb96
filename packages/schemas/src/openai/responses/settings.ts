import * as v from 'valibot'
import { answer, type Direction, flag, freeMap, isObject, nullish, text, textOr, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { jsonSchemaFormat } from '../shared/schemas.js'
import type {
  ResponseCustomTool,
  ResponseFunctionTool,
  ResponseReasoning,
  ResponseTextFormat,
  ResponseTextSettings,
  ResponseTool,
  ResponseToolChoice,
} from './types.js'

/** Settings of the text. */
export function textSettings(direction: Direction): Schema<ResponseTextSettings> {
  const format = variant<ResponseTextFormat>(direction, 'type', {
    text: direction.object({ type: v.literal('text') }),
    json_object: direction.object({ type: v.literal('json_object') }),
    json_schema: direction.object({ type: v.literal('json_schema'), ...jsonSchemaFormat(direction) }),
  })
  return direction.object({ format: v.exactOptional(format), verbosity: text } satisfies Entries<ResponseTextSettings>)
}

/** Settings of the thinking. Services add some of their own. */
export const ResponseReasoningSchema: Schema<ResponseReasoning> = v.looseObject({ effort: text, summary: text } satisfies Entries<ResponseReasoning>)

/** Checks a tool. One that the service runs by itself passes with whatever it holds. */
export const ResponseToolSchema: Schema<ResponseTool> = variant<ResponseTool>(answer, 'type', {
  function: v.looseObject({
    type: v.literal('function'),
    name: v.string(),
    parameters: nullish(freeMap),
    strict: flag,
    description: text,
  } satisfies Entries<ResponseFunctionTool>),
  custom: v.looseObject({
    type: v.literal('custom'),
    name: v.string(),
    description: v.exactOptional(v.string()),
    format: v.exactOptional(freeMap),
  } satisfies Entries<ResponseCustomTool>),
})

/** Which tool to use: a word, or an object with the kind of tool. */
export function toolChoice(direction: Direction): Schema<ResponseToolChoice> {
  const object = v.custom<Exclude<ResponseToolChoice, string>>((value) => isObject(value) && typeof value['type'] === 'string', 'Expected an object with `type`')
  return textOr(object, direction.word('none', 'auto', 'required'))
}
