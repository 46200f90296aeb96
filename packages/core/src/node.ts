export { fromPath } from './node/from-path.js'
export { nodeFetch, type NodeFetch, type NodeFetchOptions, nodeTransport } from './node/node-fetch.js'
