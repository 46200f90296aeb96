import { readReference, type ReferenceContent, type ReferenceOperation, type ReferenceParameter, type ReferenceSchema } from '../../packages/schemas/src/testing/reference.js'

/** What the reference says of one operation that clients have. */
export interface Operation {
  /** Verb and path, for example `GET /prompts/{id}`. */
  readonly key: string
  readonly method: string
  readonly path: string
  /** The facade that has it, for example `prompts`. */
  readonly resource: string
  /** The facade's method, for example `listVersions`. */
  readonly name: string
  /** The method that streams, where there is one. */
  readonly streamName: string | undefined
  /** What ends the stream. */
  readonly terminator: string
  readonly isPaged: boolean
  readonly parameters: readonly Required<ReferenceParameter>[]
  readonly body: { readonly mediaType: string; readonly schema: ReferenceSchema } | undefined
  /** Status of a success. */
  readonly status: number
  /** Contents by status and media type; none where there is no content. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, ReferenceContent>>>>
}

interface DescribedOperation extends ReferenceOperation {
  'x-sdk'?: { node: string; nodeStream?: string }
  'x-streaming'?: { terminator: string }
  'x-pagination'?: { iteratedByNodeSdk: boolean }
}

interface Secured {
  securitySchemes: Record<string, { name: string }>
}

/** The description of Humanloop's API, where it lies beside the repository. */
export const reference = readReference('humanloop.openapi.yaml')

export const components: Readonly<Record<string, ReferenceSchema>> = reference?.components.schemas ?? {}

/** The header that carries the key. */
export const keyHeader = Object.values((reference?.components as Secured | undefined)?.securitySchemes ?? {})[0]?.name ?? ''

/** Every operation that clients have, in the order of the reference. */
export const operations: readonly Operation[] = Object.entries(reference?.paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, described]) => read(method.toUpperCase(), path, described as DescribedOperation)),
)

/** The facades that have these operations. */
export const resources: readonly string[] = [...new Set(operations.map(({ resource }) => resource))]

export function operationsOf(resource: string): Operation[] {
  return operations.filter((operation) => operation.resource === resource)
}

/** Fields of a body, by their names on the wire. */
export function fieldsOf({ body }: Operation): Readonly<Record<string, ReferenceSchema>> | undefined {
  const { $ref } = body?.schema ?? {}
  return ($ref ? components[$ref.split('/').at(-1) ?? ''] : body?.schema)?.properties
}

function read(method: string, path: string, described: DescribedOperation): Operation[] {
  const { 'x-sdk': sdk, 'x-streaming': streaming, 'x-pagination': pagination, parameters = [], requestBody, responses } = described
  if (!sdk) return []
  const [resource = '', name = ''] = sdk.node.split('.')
  const [[mediaType, content] = ['', undefined]] = Object.entries(requestBody?.content ?? {})
  const status = Object.keys(responses).find((each) => each.startsWith('2')) ?? ''
  return [
    {
      key: `${method} ${path}`,
      method,
      path,
      resource,
      name,
      streamName: sdk.nodeStream?.split('.')[1],
      terminator: streaming?.terminator ?? '',
      isPaged: pagination?.iteratedByNodeSdk ?? false,
      parameters: parameters as Required<ReferenceParameter>[],
      body: content?.schema && { mediaType, schema: content.schema },
      status: Number(status),
      answers: Object.fromEntries(Object.entries(responses).map(([each, { content = {} }]) => [each, content])),
    },
  ]
}
