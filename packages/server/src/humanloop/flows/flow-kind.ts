import type { Flow, FlowKernelRequest, FlowLogRequest } from '@smarter-api/schemas/humanloop'
import { pick } from '../files/file-kind.js'
import type { CallableKind } from '../files/file-kind.js'

const fields = new Set(['attributes'])

export const flowKind: CallableKind<Flow> = {
  kind: 'flow',
  collection: 'flows',
  label: 'Flow',
  fileIdPrefix: 'fl',
  versionIdPrefix: 'flv',
  definitionIn: (body: FlowLogRequest) => body.flow,
  toContent: async (_records, definition) => ({ ...pick(definition as FlowKernelRequest, fields) }),

  present: async (_records, shown) =>
    shown.map(({ version, base: { total_logs_count: _total, ...base } }) => ({
      ...base,
      ...(version.content as Record<string, unknown> & FlowKernelRequest),
      type: 'flow',
    })),
}
