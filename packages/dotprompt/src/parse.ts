import { hasRoleTag } from './chat-tags.js'
import { readFrontMatter } from './front-matter.js'
import type { FrontMatterSection } from './front-matter.js'
import { readChatTemplate } from './read-chat-template.js'
import { SourceText } from './source-text.js'
import { isBlank } from './text-layout.js'
import type { AgentFile, AgentFrontMatter, DotPromptType, PromptFile, PromptFrontMatter, Template } from './types.js'

/** Options of {@link parsePrompt} and {@link parseAgent}. */
export interface ParseOptions {
  /** Name of the file, shown in errors. Nothing is read from it. */
  filename?: string
}

/**
 * Reads the text of a `.prompt` file.
 *
 * The template is a list of messages when `endpoint` is `chat`, or when it is absent and a line starts with the tag of a role
 * (`<system>`, `<user>`, `<assistant>`, `<developer>`, `<tool>`); otherwise it is the plain text after the front matter, less its last line break.
 * Inside messages, `<text>` and `<image>` make parts, and `<tool>` inside `<assistant>` a tool request; a backslash before one of these tags
 * makes it text; any other `<` is text. Variables are left as they are.
 *
 * @param text Content of the file, decoded. A byte order mark and Windows line breaks are understood.
 * @param options `filename` for errors.
 * @throws {DotPromptError} With line and column: front matter missing, unclosed or not a map; YAML that is not valid; a field of a wrong type;
 *   text outside of messages; tags unclosed or misplaced; tool arguments that are no JSON.
 *
 * Source: the format is described at humanloop.com/docs/v5/reference/serialized-files; its grammar was never published.
 */
export function parsePrompt(text: string, options: ParseOptions = {}): PromptFile {
  return { type: 'prompt', ...parse<PromptFrontMatter>(text, 'prompt', options) }
}

/**
 * Reads the text of an `.agent` file: a `.prompt` file that may set `max_iterations` and whose tools may say `on_agent_call`.
 *
 * A tool is `{ type: 'file', link }`, `{ type: 'inline', json_schema }`, or in short the function itself: `{ name, description, parameters }`.
 *
 * @param text Content of the file, decoded.
 * @param options `filename` for errors.
 * @throws {DotPromptError} As {@link parsePrompt} does.
 */
export function parseAgent(text: string, options: ParseOptions = {}): AgentFile {
  return { type: 'agent', ...parse<AgentFrontMatter>(text, 'agent', options) }
}

/** Reads the template below a front matter. */
export function readTemplate(source: SourceText, section: FrontMatterSection): Template | undefined {
  const body = source.text.slice(section.bodyStart)
  const endpoint = section.values['endpoint'] ?? undefined
  if (isBlank(body)) return undefined
  if (endpoint === 'chat' || (endpoint === undefined && hasRoleTag(body))) return readChatTemplate(source, section.bodyStart)
  return body.replace(/\n$/, '')
}

function parse<FrontMatter>(text: string, type: DotPromptType, { filename }: ParseOptions) {
  const source = new SourceText(text, filename)
  const section = readFrontMatter(source, type)
  const template = readTemplate(source, section)
  return {
    frontMatter: section.values as FrontMatter,
    ...(template === undefined ? {} : { template }),
    source: text,
    ...(filename === undefined ? {} : { filename }),
  }
}
