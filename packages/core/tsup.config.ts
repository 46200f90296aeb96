import { preset } from '../../build/preset.js'

// ofetch parses bodies with destr and builds URLs with ufo; both features are off, so neither is reached.
const replace = {
  destr: 'export default function destr() { throw new Error("not reached") }',
  ufo: 'export const withBase = (url) => url\nexport const withQuery = (url) => url',
}

export default preset({ index: 'src/index.ts', node: 'src/node.ts' }, { bundle: ['ofetch'], replace })
