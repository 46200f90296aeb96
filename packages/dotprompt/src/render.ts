export { DotPromptError, type DotPromptErrorPlace, MissingVariablesError } from './dot-prompt-error.js'
export { listVariables, mapTemplateTexts, type RenderOptions, renderTemplate } from './render-template.js'
export type { ChatTemplateMessage, ContentPart, Template, TemplateLanguage } from './types.js'
