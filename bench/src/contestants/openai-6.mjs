import { OpenAI } from 'openai'
import { contestWith } from './openai.mjs'

export { wire } from './openai.mjs'
export const contest = contestWith(OpenAI)
