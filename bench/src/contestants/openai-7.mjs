import { OpenAI } from 'openai-7'
import { contestWith } from './openai.mjs'

export { wire } from './openai.mjs'
export const contest = contestWith(OpenAI)
