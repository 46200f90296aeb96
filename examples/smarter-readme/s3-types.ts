import { Smarter } from '@smarter-api/sdk'
import { type CreateResponseParams, outputText, type ResponseObject } from '@smarter-api/sdk/smarter'

const client = new Smarter()

// Params and answers have documented types; a wrong name or type is found by the compiler and completed by the editor.
const params: CreateResponseParams = { model: 'gpt-4o', input: 'How much?', metadata: { team: 'blue' } }
const response: ResponseObject = await client.responses.create(params)
console.log(outputText(response))

// An answer is a plain object: JSON is made of it, and copies, as of any other.
const json = JSON.stringify(response)
const copy = { ...response }
console.log(JSON.parse(json).metadata)
console.log(Object.keys(copy).length === Object.keys(JSON.parse(json)).length)
