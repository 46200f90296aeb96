import { describe, expect, it } from 'vitest'
import { listPackages } from '../architecture/workspace.js'
import { hover, readSurface } from './declarations.js'

const methods = ['call', 'callStream', 'delete', 'get', 'list', 'log', 'upsert', 'setDeployment', 'listVersions', 'populate']
const facadeImport = `import { createHumanloopClient, prompts } from '@smarter-api/prompts'`
const sdkImport = `import { Humanloop } from '@smarter-api/sdk'`

describe('an editor shows the doc comment', () => {
  it.each(methods)('of prompts(client).%s', (name) => {
    expect(hover(facadeImport, [`prompts(createHumanloopClient()).${name}`])[0]?.documentation).toMatch(/\w\.$/m)
  })

  it.each(methods)('of new Humanloop().prompts.%s', (name) => {
    expect(hover(sdkImport, [`new Humanloop().prompts.${name}`])[0]?.documentation).toMatch(/\w\.$/m)
  })

  it('of every standalone function of prompts', () => {
    const owner = listPackages().find(({ name }) => name === 'prompts')
    const names = owner ? readSurface(owner).flatMap(({ exports }) => exports.filter(({ text }) => text.includes('function')).map(({ name }) => name)) : []
    expect(names.length).toBeGreaterThanOrEqual(20)
    const shown = hover(`import { ${names.join(', ')} } from '@smarter-api/prompts'`, names)
    expect(names.filter((_, index) => !shown[index]?.documentation)).toEqual([])
  })
})
