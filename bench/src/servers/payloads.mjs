// What is sent to the servers: a prompt, a log of 1 kB, a call.
import { wires } from '../payloads.mjs'

const filler = 'The quick brown fox jumps over the lazy dog. '

export const path = 'bench/prompt'

export const prompt = { path, model: 'gpt-4o', template: [{ role: 'system', content: 'Be kind to {{name}}.' }] }

export const log = {
  path,
  messages: wires.humanloop.params.messages,
  inputs: wires.humanloop.params.inputs,
  output: filler.repeat(8),
  metadata: { customer: 'c-1031', session: 's-17' },
  provider_latency: 0.7,
  prompt_tokens: 40,
  output_tokens: 80,
}

export const call = wires.humanloop.params
