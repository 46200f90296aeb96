import { preset } from '../../build/preset.js'

export default preset({ index: 'src/index.ts', 'node/index': 'src/node/index.ts', msw: 'src/msw.ts', command: 'src/command.ts' })
