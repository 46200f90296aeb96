export { recordingFetch, type SentRequest } from './recording-fetch.js'
export { humanloopTestClient, smarterTestClient, type TestClient, type TestClientOptions } from './test-client.js'
