import type { CallControl } from './call-control.js'
import { connectionError } from './connection-error.js'

/** Reads a whole answer; a connection that breaks on the way is an error of ours. */
export async function readText(response: Response, control: CallControl): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    throw connectionError(error, control)
  }
}
