/** Roles a message can have. `developer` is the system role of newer OpenAI models. Source: schema `ChatRole` of the Humanloop API. */
export type ChatRole = 'system' | 'user' | 'assistant' | 'tool' | 'developer'

/** A piece of text in a message with several parts. */
export interface TextPart {
  type: 'text'
  /** The text, with variables such as `{{ name }}` as written. */
  text: string
}

/** An image in a message with several parts. */
export interface ImagePart {
  type: 'image_url'
  image_url: {
    /** Address of the image. Humanloop accepts remote addresses only. */
    url: string
    /** How closely the model looks at the image. Without it, the provider decides. */
    detail?: 'high' | 'low' | 'auto' | null
  }
}

/** A part of a message: text or an image. */
export type ContentPart = TextPart | ImagePart

/** A request of the model to run a tool. */
export interface ToolCall {
  /** Identifier that the tool's result repeats as `tool_call_id`. */
  id: string
  type: 'function'
  function: {
    name: string
    /** The arguments as JSON text. Absent or null when the tool takes none. */
    arguments?: string | null
  }
}

/** One message of a chat template. Source: schema `ChatMessage` of the Humanloop API. */
export interface ChatTemplateMessage {
  role: ChatRole
  /** Text, or a list of parts when the message holds `<text>` or `<image>` elements. Line breaks are `\n`. */
  content?: string | ContentPart[] | null
  /** Name of the author; on a tool's result, the name of the tool. */
  name?: string | null
  /** On a tool's result: the `id` of the request that it answers. */
  tool_call_id?: string | null
  /** On an assistant's message: the tools that it asks for. */
  tool_calls?: ToolCall[] | null
  /** Reasoning of the model. It has no written form: a message that carries it cannot be serialised. */
  thinking?: unknown[] | null
}

/** The template of a prompt: plain text for completion models, messages for chat models. */
export type Template = string | ChatTemplateMessage[]

/** How the model is called. Source: schema `ModelEndpoints` of the Humanloop API. */
export type ModelEndpoint = 'chat' | 'complete' | 'edit'

/** Syntax of the variables in a template: `default` is `{{ name }}`, `jinja` is rendered by the platform. */
export type TemplateLanguage = 'default' | 'jinja'

/** A function that the model may call. Source: schema `ToolFunction` of the Humanloop API. */
export interface ToolFunction {
  name: string
  /** What the function does, for the model to read. */
  description: string
  /** Whether the provider forces the arguments to follow `parameters`. Default: false. */
  strict?: boolean | null
  /** JSON Schema of the arguments. */
  parameters?: Record<string, unknown> | null
}

/** What an agent does after one of its tools was called: end its turn, or go on. */
export type OnAgentCall = 'stop' | 'continue'

/** A tool of an agent: another file on the platform. Source: schema `AgentLinkedFileRequest`. */
export interface AgentLinkedTool {
  type: 'file'
  link: { file_id: string; environment_id?: string | null; version_id?: string | null }
  on_agent_call?: OnAgentCall | null
}

/** A tool of an agent: a function defined in the file itself. Source: schema `AgentInlineTool`. */
export interface AgentInlineTool {
  type: 'inline'
  json_schema: ToolFunction
  on_agent_call?: OnAgentCall | null
}

/** A tool of an agent as the API knows it. */
export type AgentTool = AgentLinkedTool | AgentInlineTool

/** The short form that `.agent` files may use for an inline tool: the function itself with `on_agent_call` beside its name. */
export interface AgentToolShorthand extends ToolFunction {
  on_agent_call?: OnAgentCall | null
}

/** The parameters that prompts and agents share. Null means the same as absent: the platform's default. */
export interface ModelParameters {
  /** Name of the model, such as `gpt-4o`. The only required field. */
  model: string
  /** `chat` takes messages, `complete` and `edit` take plain text. Default on the platform: `chat`. */
  endpoint?: ModelEndpoint | null
  /** Company that serves the model, such as `openai` (the platform's default) or `anthropic`. */
  provider?: string | null
  /** Syntax of the template's variables. Default: `default`. */
  template_language?: TemplateLanguage | null
  /** Most tokens to generate; -1, the platform's default, means no limit. */
  max_tokens?: number | null
  /** Randomness of the answer, usually 0 to 2. Default on the platform: 1. */
  temperature?: number | null
  /** Share of the probability mass that is considered, 0 to 1. Default on the platform: 1. */
  top_p?: number | null
  /** Text, or texts, at which generation stops. */
  stop?: string | string[] | null
  /** Penalty on tokens that appeared at all, usually -2 to 2. Default on the platform: 0. */
  presence_penalty?: number | null
  /** Penalty on tokens by how often they appeared, usually -2 to 2. Default on the platform: 0. */
  frequency_penalty?: number | null
  /** Integer that makes answers repeatable where the provider supports it. */
  seed?: number | null
  /** Shape of the answer: `json_object`, or `json_schema` with the schema beside it. */
  response_format?: { type: string; json_schema?: Record<string, unknown> | null } | null
  /** `high`, `medium`, `low` for OpenAI, or a number of tokens for Anthropic. */
  reasoning_effort?: string | number | null
  /** Parameters of the provider that have no field of their own. */
  other?: Record<string, unknown> | null
  /** Free values of the user; part of what makes a version different. */
  attributes?: Record<string, unknown> | null
}

/** Fields of a `.prompt` file's front matter. Keys that this package does not know are kept as they are. */
export interface PromptFrontMatter extends ModelParameters {
  /** Functions that the model may call. */
  tools?: ToolFunction[] | null
  /** Identifiers of Tool files on the platform. */
  linked_tools?: string[] | null
  [unknownKey: string]: unknown
}

/** Fields of an `.agent` file's front matter. Keys that this package does not know are kept as they are. */
export interface AgentFrontMatter extends ModelParameters {
  /** Files and functions that the agent may use. */
  tools?: (AgentTool | AgentToolShorthand)[] | null
  /** Most turns before the agent stops. */
  max_iterations?: number | null
  [unknownKey: string]: unknown
}

interface FileParts<Type extends string, FrontMatter> {
  /** Which of the two formats the file has. */
  type: Type
  /** The settings above the template. Change, add or leave out a field and serialise: the rest of the file keeps its bytes. */
  frontMatter: FrontMatter
  /** The template; absent when nothing but blanks follows the front matter. */
  template?: Template
  /** The text the file was read from, byte for byte. {@link serializePrompt} edits it; without it a new text is written. */
  source?: string
  /** Name used in messages of errors. */
  filename?: string
}

/** A `.prompt` file. */
export interface PromptFile extends FileParts<'prompt', PromptFrontMatter> {}

/** An `.agent` file. */
export interface AgentFile extends FileParts<'agent', AgentFrontMatter> {}

/** A parsed `.prompt` or `.agent` file: plain data, safe to copy and to change. */
export type DotPrompt = PromptFile | AgentFile

/** Which of the two formats a text has. */
export type DotPromptType = DotPrompt['type']

/** A prompt as the API takes and gives it. Source: schema `PromptKernelRequest` of the Humanloop API. */
export interface PromptKernelRequest extends ModelParameters {
  template?: Template | null
  tools?: ToolFunction[] | null
  linked_tools?: string[] | null
}

/** An agent as the API takes and gives it. Source: schema `AgentKernelRequest` of the Humanloop API. */
export interface AgentKernelRequest extends ModelParameters {
  template?: Template | null
  tools?: AgentTool[] | null
  max_iterations?: number | null
}
