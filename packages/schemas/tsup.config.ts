import { preset } from '../../build/preset.js'

export default preset({
  index: 'src/index.ts',
  'humanloop/index': 'src/humanloop/index.ts',
  'openai/index': 'src/openai/index.ts',
  'smarter/index': 'src/smarter/index.ts',
  'yaml/index': 'src/yaml/index.ts',
})
