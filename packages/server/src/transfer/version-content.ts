import type { AgentKernelRequest, PromptKernelRequest } from '@smarter-api/schemas/humanloop'
import { agentFormat } from '../humanloop/agents/agent-kind.js'
import { toToolContent } from '../humanloop/agents/agent-tools.js'
import { evaluatorKind } from '../humanloop/evaluators/evaluator-kind.js'
import { flowKind } from '../humanloop/flows/flow-kind.js'
import { toModelContent } from '../humanloop/models/model-content.js'
import { promptFormat } from '../humanloop/prompts/prompt-kind.js'
import { toolKind } from '../humanloop/tools/tool-kind.js'
import type { Records } from '../repository/repository.js'
import { recordIn, recordsIn, textIn } from './wire.js'
import type { Wire } from './wire.js'

/**
 * Makes the content of a version from its wire form: the same that its definition would have, so that it is found by it. Links may lead to
 * what is not there yet.
 */
export async function toVersionContent(records: Records, kind: string, told: Wire): Promise<Record<string, unknown>> {
  if (kind === 'flow') return flowKind.toContent(records, told)
  const wire = withoutEmptyAttributes(told)
  if (kind === 'prompt') {
    const linked = recordsIn(wire, 'linked_tools').flatMap((tool) => textIn(tool, 'id') ?? [])
    return toModelContent({ ...wire, linked_tools: linked.length === 0 ? null : linked } as unknown as PromptKernelRequest, promptFormat)
  }
  if (kind === 'agent') {
    const content = toModelContent(wire as unknown as AgentKernelRequest, agentFormat)
    return { ...content, tools: (content.tools ?? []).map(toToolContent) }
  }
  if (kind === 'tool') return toolKind.toContent(records, wire)
  if (kind !== 'evaluator') throw new Error(`Versions of a ${kind} have no definition.`)
  return evaluatorKind.toContent(records, { spec: withoutEmptyAttributes(recordIn(wire, 'spec') ?? {}) })
}

/** Names what the tools of an Agent carry and no version of it keeps here. The files behind them are looked up anew. */
export function unkeptToolFields(wire: Wire): string[] {
  return recordsIn(wire, 'tools').flatMap((tool, index) => {
    const kept: Wire = { ...toToolContent(tool as unknown as Parameters<typeof toToolContent>[0]) }
    const [link, keptLink] = [recordIn(tool, 'link') ?? {}, recordIn(kept, 'link') ?? {}]
    const names = [...unkept(tool, { ...kept, file: null }), ...unkept(link, keptLink).map((name) => `link.${name}`)]
    return names.map((name) => `tools.${index}.${name}`)
  })
}

function unkept(told: Wire, kept: Wire): string[] {
  return Object.entries(told).flatMap(([name, value]) => (value === null || name in kept ? [] : name))
}

/** The hosted platform wrote attributes out where nobody had given any. */
function withoutEmptyAttributes(wire: Wire): Wire {
  const attributes = recordIn(wire, 'attributes')
  return attributes === undefined || Object.keys(attributes).length > 0 ? wire : { ...wire, attributes: null }
}
