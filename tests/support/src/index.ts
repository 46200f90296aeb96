export { endlessResponse, eventsResponse } from './event-responses.js'
export { recordingFetch, type SentRequest } from './recording-fetch.js'
export {
  humanloopTestClient,
  humanloopTestOptions,
  smarterTestClient,
  smarterTestOptions,
  type TestClient,
  type TestClientOptions,
  type TestOptions,
} from './test-client.js'
