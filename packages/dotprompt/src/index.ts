export { DotPromptError, MissingVariablesError } from './dot-prompt-error.js'
export type { DotPromptErrorPlace } from './dot-prompt-error.js'
export { fromKernel, toKernelRequest } from './kernel.js'
export { parseAgent, parsePrompt } from './parse.js'
export type { ParseOptions } from './parse.js'
export { listVariables, mapTemplateTexts, renderTemplate } from './render-template.js'
export type { RenderOptions } from './render-template.js'
export { serializeAgent, serializePrompt } from './serialize.js'
export type {
  AgentFile,
  AgentFrontMatter,
  AgentInlineTool,
  AgentKernelRequest,
  AgentLinkedTool,
  AgentTool,
  AgentToolShorthand,
  ChatRole,
  ChatTemplateMessage,
  ContentPart,
  DotPrompt,
  DotPromptType,
  ImagePart,
  ModelEndpoint,
  ModelParameters,
  OnAgentCall,
  PromptFile,
  PromptFrontMatter,
  PromptKernelRequest,
  Template,
  TemplateLanguage,
  TextPart,
  ToolCall,
  ToolFunction,
} from './types.js'
