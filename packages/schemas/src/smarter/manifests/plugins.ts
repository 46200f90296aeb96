import * as v from 'valibot'
import { type Direction, flag, freeMap, nullish, text, textList } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { manifest, metadataEntries, ownedStatus } from './manifest.js'
import type {
  ApiData,
  ApiPluginManifest,
  ApiPluginSpec,
  KeyValue,
  NameValue,
  PluginManifest,
  PluginMetadata,
  PluginParameter,
  PluginPrompt,
  PluginSelector,
  PluginSpec,
  PluginSpecBase,
  SqlData,
  SqlPluginManifest,
  SqlPluginSpec,
} from './types.js'

const anything = v.exactOptional(v.unknown())

function metadata(direction: Direction): Schema<PluginMetadata> {
  return direction.object({
    ...metadataEntries(direction),
    pluginClass: direction.word('static', 'api', 'sql'),
  } satisfies Entries<PluginMetadata>)
}

function baseEntries(direction: Direction) {
  const selector: Schema<PluginSelector> = direction.object({
    directive: direction.word('search_terms', 'always', 'llm', 'searchTerms'),
    searchTerms: textList,
  } satisfies Entries<PluginSelector>)
  return {
    selector: direction.must(
      selector,
      ({ directive, searchTerms }) => directive.startsWith('search') === Array.isArray(searchTerms),
      'Expected searchTerms with the directive "search_terms", and with no other directive',
    ),
    prompt: direction.object({
      provider: text,
      systemRole: direction.text({ max: 8192 }),
      model: text,
      temperature: nullish(direction.number({ min: 0, max: 1 })),
      maxTokens: nullish(direction.integer({ min: 1 })),
    } satisfies Entries<PluginPrompt>),
  } satisfies Entries<PluginSpecBase>
}

function requestEntries(direction: Direction) {
  const nameValue = direction.object({ name: v.string(), value: anything } satisfies Entries<NameValue>)
  const parameter = direction.object({
    name: v.string(),
    type: direction.word('string', 'number', 'integer', 'boolean', 'object', 'array', 'null'),
    description: text,
    required: flag,
    enum: nullish(v.array(v.unknown())),
    default: anything,
  } satisfies Entries<PluginParameter>)
  return {
    parameters: nullish(v.array(parameter)),
    testValues: nullish(v.array(nameValue)),
    limit: nullish(direction.integer({ min: 1 })),
  }
}

export function plugin(direction: Direction): Schema<PluginManifest> {
  const spec: Schema<PluginSpec> = direction.object({
    ...baseEntries(direction),
    data: direction.object({ staticData: freeMap } satisfies Entries<PluginSpec['data']>),
  } satisfies Entries<PluginSpec>)
  return manifest(direction, 'Plugin', { spec, status: ownedStatus, metadata: metadata(direction) })
}

export function apiPlugin(direction: Direction): Schema<ApiPluginManifest> {
  const spec: Schema<ApiPluginSpec> = direction.object({
    ...baseEntries(direction),
    connection: v.string(),
    apiData: direction.object({
      ...requestEntries(direction),
      endpoint: v.string(),
      method: text,
      urlParams: nullish(v.array(direction.object({ key: v.string(), value: anything } satisfies Entries<KeyValue>))),
      headers: nullish(v.array(direction.object({ name: v.string(), value: anything } satisfies Entries<NameValue>))),
      body: anything,
    } satisfies Entries<ApiData>),
  } satisfies Entries<ApiPluginSpec>)
  return manifest(direction, 'ApiPlugin', { spec, status: ownedStatus, metadata: metadata(direction) })
}

export function sqlPlugin(direction: Direction): Schema<SqlPluginManifest> {
  const spec: Schema<SqlPluginSpec> = direction.object({
    ...baseEntries(direction),
    connection: v.string(),
    sqlData: direction.object({ ...requestEntries(direction), sqlQuery: v.string() } satisfies Entries<SqlData>),
  } satisfies Entries<SqlPluginSpec>)
  return manifest(direction, 'SqlPlugin', { spec, status: ownedStatus, metadata: metadata(direction) })
}
