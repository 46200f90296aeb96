export { endlessResponse, eventsResponse } from './event-responses.js'
export { recordingFetch, type SentRequest } from './recording-fetch.js'
export { monitoredFileStories, storedFileStories } from './stored-file-stories.js'
export {
  humanloopTestClient,
  humanloopTestOptions,
  openaiTestClient,
  openaiTestOptions,
  smarterTestClient,
  smarterTestOptions,
  type TestClient,
  type TestClientOptions,
  type TestOptions,
} from './test-client.js'
export { localServer } from '../../../packages/core/src/testing/local-server.js'
