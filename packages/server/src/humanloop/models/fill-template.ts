import { DotPromptError, mapTemplateTexts, MissingVariablesError, renderTemplate } from '@smarter-api/dotprompt/render'
import type { Template as DotPromptTemplate } from '@smarter-api/dotprompt/render'
import type { FreeMap, ModelSettings, Template } from '@smarter-api/schemas/humanloop'
import { Problem } from '../../http/problem.js'
import { badRequest } from '../refusals.js'
import { fromDotPrompt, toDotPrompt } from './model-content.js'

/** Of all texts of a filled template together: small requests must not fill the memory. */
const mostCharacters = 50_000_000

/**
 * Fills the placeholders of a template; refuses all missing inputs together. Jinja knows inputs that may be missing, so there none is.
 *
 * @param place Where the inputs stand in the body of the request.
 */
export async function fillTemplate({ template, template_language: language }: ModelSettings, inputs: FreeMap, place: (string | number)[]): Promise<Template | undefined> {
  if (template === undefined || template === null) return undefined
  const given = toDotPrompt(template)
  return fromDotPrompt(language === 'jinja' ? await fillJinja(given, inputs) : fillPlain(given, inputs, place))
}

function fillPlain(template: DotPromptTemplate, inputs: FreeMap, place: (string | number)[]): DotPromptTemplate {
  try {
    return renderTemplate(template, inputs, { maxLength: mostCharacters })
  } catch (error) {
    if (error instanceof MissingVariablesError) {
      const issues = error.variables.map((name) => ({ path: ['body', ...place, name], message: 'Field required', type: 'missing' }))
      throw new Problem('invalid', error.message, { issues })
    }
    throw error instanceof DotPromptError ? badRequest(error.message) : error
  }
}

/** The renderer is loaded when it is first needed: few templates are Jinja, and a server begins faster without it. */
async function fillJinja(template: DotPromptTemplate, inputs: FreeMap): Promise<DotPromptTemplate> {
  const { JinjaError, jinjaDeadline, renderJinja } = await import('./render-jinja.js')
  const deadline = jinjaDeadline()
  let length = 0
  try {
    return mapTemplateTexts(template, (text) => {
      const rendered = renderJinja(text, inputs, deadline)
      length += rendered.length
      if (length > mostCharacters) throw new JinjaError(`its texts together have more than ${mostCharacters} characters. Make them shorter.`)
      return rendered
    })
  } catch (error) {
    throw error instanceof JinjaError ? badRequest(`The Jinja template cannot be rendered: ${error.message}`) : error
  }
}
