import { preset } from '../../build/preset.js'

// papaparse is CommonJS, which browsers and rollup do not read: it is built in, without its adapter to Node's streams.
export default preset(
  { index: 'src/index.ts', 'node/index': 'src/node/index.ts', msw: 'src/msw.ts', command: 'src/command.ts' },
  { bundle: ['papaparse'], replace: { stream: 'export const Duplex = undefined' } },
)
