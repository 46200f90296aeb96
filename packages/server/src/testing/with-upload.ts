import { connectOpenAI } from './connect.js'
import type { ServerOptions } from '../options.js'

/** A line of a file to learn from. */
export const example = '{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}'

/** The form of an upload. */
export function uploadForm(content: string | Uint8Array<ArrayBuffer>, { name = 'a.jsonl', ...fields }: { name?: string; [field: string]: string } = {}): FormData {
  const form = new FormData()
  form.set('file', new File([content], name))
  for (const [field, value] of Object.entries({ purpose: 'evals', ...fields })) form.set(field, value)
  return form
}

/** A server with a clock that a test turns, and a file to learn from. */
export async function withTrainingFile(options: ServerOptions = {}, lines = `${example}\n${example}\n`) {
  let now = Date.parse('2026-01-01T00:00:00Z')
  const connection = connectOpenAI({ ...options, clock: () => new Date(now) })
  const { id: training_file } = await connection.ask('POST /files', {}, uploadForm(lines, { purpose: 'fine-tune' }))
  const create = (settings: object = {}) => connection.ask('POST /fine_tuning/jobs', {}, { model: 'gpt-4o-mini', training_file, ...settings })
  const pass = (milliseconds: number): void => {
    now += milliseconds
  }
  return { ...connection, training_file, create, pass }
}
