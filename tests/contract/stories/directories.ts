import type { Humanloop } from '@smarter-api/sdk'

/** What happens to directories, every operation included. */
export async function tellOfDirectories({ directories, prompts, flows }: Humanloop): Promise<void> {
  const outer = await directories.create({ path: 'stories/directories' })
  const inner = await directories.create({ name: 'inner', parent_id: outer.id })
  await prompts.upsert({ path: 'stories/directories/inner/prompt', model: 'gpt-4o' })
  await flows.upsert({ path: 'stories/directories/inner/flow', attributes: {} })
  await directories.list()
  await directories.get({ id: 'root' })
  await directories.get({ id: outer.id })
  await directories.get({ id: inner.id })
  await directories.update({ id: inner.id, name: 'renamed' })
  await directories.update({ id: inner.id, path: 'stories/elsewhere' })
  const empty = await directories.create({ path: 'stories/empty' })
  await directories.delete({ id: empty.id })
}
