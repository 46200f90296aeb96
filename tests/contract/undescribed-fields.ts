/**
 * Fields that our server answers with and the reference does not describe, with the reason. The reference allows more fields; each is
 * reviewed all the same. A test fails when an entry is no longer met.
 */
export const undescribedFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AgentLogResponse: {
    log_status: 'Only the answer to a call is said to have it, but every Log of an Agent can be complete or not.',
    previous_agent_message: 'The last event of a stream is a Log, and whoever goes on with the call needs to know which tools it waits for.',
  },
}
