/**
 * Where our Humanloop schemas take or refuse what the reference does not, on purpose. The comparison of the two fails when an entry
 * is missing here, and when one is no longer true. Three rules hold everywhere and are part of the comparison (reference-values.ts):
 * requests take no unknown fields; answers take words that are new, and fractions where whole numbers belong; in answers an empty
 * object passes for a kind of file, Log or message part that is yet to come.
 */
export const chosenDifferences: Record<string, string[]> = {
  'answer AgentCallResponse': newToolChoice(),
  'answer AgentCallStreamResponse': newPayload(),
  'answer AgentContinueCallResponse': newToolChoice(),
  'answer AgentContinueCallStreamResponse': newPayload(),
  'answer AgentKernelRequest': newKind('tools[].type'),
  'answer AgentLogResponse': newToolChoice(),
  'answer AgentResponse': newKind('tools[].type'),
  'answer ChatMessage': [...newKind('content[].type'), ...newKind('thinking[].type'), 'tool_calls[].type: text is taken'],
  // The reference lists the kinds of value; an evaluator may be given any, `null` included.
  'answer DatapointResponse': ['target.*: null is taken'],
  // Statistics have no tag, and those of words no field of their own: what is of no other kind must be of this one.
  'answer EvaluationStats': ['run_stats[].evaluator_stats[]: object is refused'],
  'answer RunStatsResponseEvaluatorStatsItem': [': object is refused'],
  'answer EvaluatorResponseSpec': newKind('evaluator_type'),
  'answer PromptCallResponse': newToolChoice(),
  'answer PromptLogResponse': newToolChoice(),
  'answer VersionReferenceResponse': newKind('type'),

  // The reference does not say what is deleted when no Log is named. We want to be told.
  'query of DELETE /logs': ['id: absence is refused'],

  // As in answers.
  'request CreateDatapointRequest': ['target.*: null is taken'],
  // In a form a file is no text: what it can be is the business of the client and of the server.
  'request of POST /datasets/{id}/datapoints/csv': ['number', 'flag', 'list', 'object', 'a fraction', 'a negative number'].map((value) => `file: ${value} is taken`),

  // People send back messages as an answer gave them, with fields that are new.
  'request ChatMessage': ['', 'content[]', 'content[].image_url', 'thinking[]', 'tool_calls[]', 'tool_calls[].function'].map((path) => `${path}: an unknown field is taken`),
  // A negative number of answers or probabilities is a mistake.
  'request PromptsCallRequest': ['logprobs: a negative number is refused', 'num_samples: a negative number is refused'],
}

/** An answer may hold a variant of a union that is yet to come: any `type` but the known ones. */
function newKind(path: string): string[] {
  return ['absence', 'text', 'number', 'flag', 'list', 'object', 'null'].map((value) => `${path}: ${value} is taken`)
}

/** An answer may tell of a new way to choose tools. */
function newToolChoice(): string[] {
  return ['tool_choice: text is taken', 'tool_choice.type: text is taken']
}

/** An event may carry a payload whose shape is yet to come; it is known by its fields alone. */
function newPayload(): string[] {
  return ['payload.type: text is taken', 'payload.function: absence is taken']
}
