export { answerTo, type Platform, startPlatform } from './platform.js'
export { printedBy } from './printed-by.js'
export { type ForwardProxy, startForwardProxy } from './forward-proxy.js'
