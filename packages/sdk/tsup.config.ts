import { preset } from '../../build/preset.js'

export default preset({ index: 'src/index.ts', humanloop: 'src/humanloop.ts', smarter: 'src/smarter.ts', schemas: 'src/schemas.ts' })
