import { agentQueries, agentRequests, agentResponses } from './agents/routes.js'
import { datasetQueries, datasetRequests, datasetResponses } from './datasets/routes.js'
import { directoryRequests, directoryResponses } from './directories/routes.js'
import { evaluationQueries, evaluationRequests, evaluationResponses } from './evaluations/routes.js'
import { evaluatorQueries, evaluatorRequests, evaluatorResponses } from './evaluators/routes.js'
import { fileQueries, fileRequests, fileResponses } from './files/routes.js'
import { flowQueries, flowRequests, flowResponses } from './flows/routes.js'
import { logQueries, logResponses } from './logs/routes.js'
import { promptQueries, promptRequests, promptResponses } from './prompts/routes.js'
import { toolQueries, toolRequests, toolResponses } from './tools/routes.js'

/**
 * Schemas of answers by route: method, space, path. An event of a stream has the key of its route and `#stream`.
 * Routes that answer with text, with anything or without content have none.
 */
export const responses = {
  ...promptResponses,
  ...toolResponses,
  ...flowResponses,
  ...agentResponses,
  ...evaluatorResponses,
  ...datasetResponses,
  ...fileResponses,
  ...directoryResponses,
  ...logResponses,
  ...evaluationResponses,
}

/**
 * Schemas of bodies by route, with the body's own wire names. Unknown fields are refused.
 * A form is checked as an object of its fields.
 */
export const requests = {
  ...promptRequests,
  ...toolRequests,
  ...flowRequests,
  ...agentRequests,
  ...evaluatorRequests,
  ...datasetRequests,
  ...fileRequests,
  ...directoryRequests,
  ...evaluationRequests,
}

/** Schemas of query strings by route: from an object of texts, or lists of texts where a parameter is repeated, to numbers, flags and lists. */
export const queries = {
  ...promptQueries,
  ...toolQueries,
  ...flowQueries,
  ...agentQueries,
  ...evaluatorQueries,
  ...datasetQueries,
  ...fileQueries,
  ...logQueries,
  ...evaluationQueries,
}
