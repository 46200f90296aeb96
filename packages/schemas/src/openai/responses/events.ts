import type { ResponseObject, ResponseOutputItem, ResponseOutputPart } from './types.js'

/** Where an event stands in its stream. */
export interface ResponseEventPlace {
  /** Number of the event, from 0. */
  sequence_number?: number
}

/** Where in the output something is new. */
export interface ResponseItemPlace extends ResponseEventPlace {
  /** Id of the item. */
  item_id: string
  /** Which item of the output, from 0. */
  output_index: number
}

/** Which part of an item is new. */
export interface ResponsePartPlace extends ResponseItemPlace {
  /** Which part of the item, from 0. */
  content_index: number
}

/** The response as a whole: it was made, goes on, or has ended. After the last three nothing comes. */
export interface ResponseStateEvent extends ResponseEventPlace {
  /** What happened. */
  type: 'response.created' | 'response.queued' | 'response.in_progress' | 'response.completed' | 'response.failed' | 'response.incomplete'
  /** The response as it is now. */
  response: ResponseObject
}

/** An item begins or is done. */
export interface ResponseItemEvent extends ResponseEventPlace {
  /** What happened. */
  type: 'response.output_item.added' | 'response.output_item.done'
  /** Which item of the output, from 0. */
  output_index: number
  /** The item as it is now. */
  item: ResponseOutputItem
}

/** A part of an item begins or is done. */
export interface ResponsePartEvent extends ResponsePartPlace {
  /** What happened. */
  type: 'response.content_part.added' | 'response.content_part.done'
  /** The part as it is now. */
  part: ResponseOutputPart | { /** Kind of part. */ type: 'reasoning_text'; /** The text. */ text: string }
}

/** Something new of a text. */
export interface ResponseTextDeltaEvent extends ResponsePartPlace {
  /** Which kind of text. */
  type: 'response.output_text.delta' | 'response.refusal.delta' | 'response.reasoning_text.delta'
  /** What is new. */
  delta: string
}

/** A text is done. */
export interface ResponseTextDoneEvent extends ResponsePartPlace {
  /** Which kind of text. */
  type: 'response.output_text.done' | 'response.reasoning_text.done'
  /** The whole text. */
  text: string
}

/** A refusal is done. */
export interface ResponseRefusalDoneEvent extends ResponsePartPlace {
  /** What happened. */
  type: 'response.refusal.done'
  /** The whole refusal. */
  refusal: string
}

/** The source of a part of the text is known. */
export interface ResponseAnnotationEvent extends ResponsePartPlace {
  /** What happened. */
  type: 'response.output_text.annotation.added'
  /** The source. */
  annotation: Record<string, unknown>
  /** Which source, from 0. */
  annotation_index?: number
}

/** A part of the summed-up thoughts begins or is done. */
export interface ResponseSummaryPartEvent extends ResponseItemPlace {
  /** What happened. */
  type: 'response.reasoning_summary_part.added' | 'response.reasoning_summary_part.done'
  /** Which part of the summary, from 0. */
  summary_index: number
  /** The part as it is now. */
  part: { /** Kind of part: `summary_text`. */ type: string; /** The text. */ text: string }
}

/** Something new of the summed-up thoughts. */
export interface ResponseSummaryDeltaEvent extends ResponseItemPlace {
  /** What happened. */
  type: 'response.reasoning_summary_text.delta'
  /** Which part of the summary, from 0. */
  summary_index: number
  /** What is new. */
  delta: string
}

/** A part of the summed-up thoughts is written. */
export interface ResponseSummaryDoneEvent extends ResponseItemPlace {
  /** What happened. */
  type: 'response.reasoning_summary_text.done'
  /** Which part of the summary, from 0. */
  summary_index: number
  /** The whole text. */
  text: string
}

/** Something new of what a tool is given. */
export interface ResponseToolDeltaEvent extends ResponseItemPlace {
  /** Which kind of tool. */
  type:
    | 'response.function_call_arguments.delta'
    | 'response.mcp_call_arguments.delta'
    | 'response.custom_tool_call_input.delta'
    | 'response.code_interpreter_call_code.delta'
  /** What is new. */
  delta: string
}

/** The arguments of a tool are whole. */
export interface ResponseArgumentsDoneEvent extends ResponseItemPlace {
  /** Which kind of tool. */
  type: 'response.function_call_arguments.done' | 'response.mcp_call_arguments.done'
  /** The arguments as JSON text. */
  arguments: string
  /** Name of the function. */
  name?: string
}

/** A tool of the service begins, goes on or is done. The other fields depend on the kind. */
export interface ResponseHostedToolEvent {
  /** Which tool, and what happened: `response.web_search_call.completed`. */
  type:
    | `response.${'web_search_call' | 'file_search_call' | 'code_interpreter_call'}.${'in_progress' | 'searching' | 'interpreting' | 'completed'}`
    | `response.image_generation_call.${'in_progress' | 'generating' | 'partial_image' | 'completed'}`
    | `response.${'mcp_call' | 'mcp_list_tools'}.${'in_progress' | 'completed' | 'failed'}`
    | 'response.custom_tool_call_input.done'
    | 'response.code_interpreter_call_code.done'
  /** What belongs to the kind: `item_id`, `output_index`, `input`, `code`, `partial_image_b64` … */
  [field: string]: unknown
}

/** Event of a streamed response; `type` tells them apart. Kinds added later come too: keep a default branch. */
export type ResponseStreamEvent =
  | ResponseStateEvent
  | ResponseItemEvent
  | ResponsePartEvent
  | ResponseTextDeltaEvent
  | ResponseTextDoneEvent
  | ResponseRefusalDoneEvent
  | ResponseAnnotationEvent
  | ResponseSummaryPartEvent
  | ResponseSummaryDeltaEvent
  | ResponseSummaryDoneEvent
  | ResponseToolDeltaEvent
  | ResponseArgumentsDoneEvent
  | ResponseHostedToolEvent
