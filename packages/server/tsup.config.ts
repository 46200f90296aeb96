import { preset } from '../../build/preset.js'

// papaparse is CommonJS, which browsers and rollup do not read: it is built in, without its adapter to Node's streams.
// kysely is some three hundred files, which take longer to find and load than all the rest of the server: it is built in too.
export default preset(
  { index: 'src/index.ts', 'node/index': 'src/node/index.ts', msw: 'src/msw.ts', command: 'src/command.ts' },
  { bundle: ['papaparse', 'kysely'], replace: { stream: 'export const Duplex = undefined' } },
)
