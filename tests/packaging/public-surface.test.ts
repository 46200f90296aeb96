import { describe, expect, it } from 'vitest'
import { listPackages, type WorkspacePackage } from '../architecture/workspace.js'
import { type Export, readSurface } from './declarations.js'

describe.each(listPackages().map((owner) => [owner.name, owner] as const))('%s', (_, owner) => {
  it('has the public surface that its snapshot shows (npm run api writes it anew)', async () => {
    await expect(describeSurface(owner)).toMatchFileSnapshot(`./surface/${owner.name}.txt`)
  })

  it('has a doc comment on every export', () => {
    const bare = readSurface(owner).flatMap(({ entry, exports }) => exports.filter(({ documentation }) => !documentation).map(({ name }) => `${entry.specifier} ${name}`))
    expect(bare).toEqual([])
  })

  it('has a doc comment on every public method of its classes', () => {
    const bare = readSurface(owner).flatMap(({ exports }) => exports.flatMap(({ name, undocumentedMembers }) => undocumentedMembers.map((member) => `${name}.${member}`)))
    expect(bare).toEqual([])
  })
})

function describeSurface(owner: WorkspacePackage): string {
  const shown = new Map<string, string>()
  const sections = readSurface(owner).map(({ entry, exports }) => `# ${entry.specifier}\n\n${exports.map((each) => describeExport(each, shown)).join('\n')}\n`)
  return sections.join('\n')
}

function describeExport({ name, from, text }: Export, shown: Map<string, string>): string {
  if (from) return `${name} (of ${from})`
  const before = shown.get(text)
  if (before) return before === name ? `${name} (above)` : `${name} (the same as ${before})`
  shown.set(text, name)
  return `${name}\n${text.replace(/^/gm, '    ')}`
}
