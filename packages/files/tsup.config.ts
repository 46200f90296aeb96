import { preset } from '../../build/preset.js'

export default preset({ index: 'src/index.ts', 'uploads/index': 'src/uploads/index.ts' })
