import { preset } from '../../build/preset.js'

export default preset({ index: 'src/index.ts', render: 'src/render.ts' })
