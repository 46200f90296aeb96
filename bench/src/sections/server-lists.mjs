import { fill, timeOf } from '../servers/fill.mjs'
import { fileOf, leastInTurn, withServers } from '../server-crew.mjs'
import { decimals, printTable } from '../table.mjs'

const size = 100

/** The lists that are measured. Each shows a hundred logs, however many there are. */
const filters = {
  'of a file': () => ({}),
  'the last page': ({ count }) => ({ page: count / size }),
  'the page in the middle': ({ count }) => ({ page: Math.ceil(count / size / 2) }),
  'of a version': ({ versionId }) => ({ version_id: versionId }),
  'of a time': ({ count }) => ({ start_date: timeOf(count / 2), end_date: timeOf(count / 2 + size) }),
  'by an id': ({ logId }) => ({ id: logId }),
  'in a trace': () => ({ in_trace_filter: true }),
  'a sample': () => ({ sample: size }),
  'by a text that 50 have': () => ({ search: 'okapi' }),
  'by metadata that one has': ({ count }) => ({ metadata_search: `s-${count / 2}` }),
  'by two letters, at a time': ({ count }) => ({ search: 'zx', start_date: timeOf(count / 2), end_date: timeOf(count / 2 + size) }),
  'by a text that a tenth have': () => ({ search: 'zebra' }),
  'by a part of the id that few have': () => ({ id: 'abc' }),
  'by two letters that none has': () => ({ search: 'zx' }),
}

/** Lists whose matches grow with the logs, and are counted, or whose text is too short for an index: they may take as long as there are logs. */
const growing = new Set(['by a text that a tenth have', 'by a part of the id that few have', 'by two letters that none has'])

/** Measures lists among so many logs. Gives the CPU of a request for each size in ms, and by how much the last one is greater than the first. */
export async function measureLists({ rounds, sizes, only = Object.keys(filters) }) {
  const filled = new Map()
  const makeFilled = async (name, folder) => {
    const dataFile = fileOf(name, folder)
    filled.set(name, { count: Number(name), ...(await fill(dataFile, Number(name))) })
    return dataFile
  }
  const names = Object.fromEntries(sizes.map((count) => [String(count), 'ours']))
  return withServers(
    names,
    async ({ crew, measure }) => {
      const measured = []
      for (const name of only) {
        const count = growing.has(name) ? 3 : 15
        const costs = await leastInTurn(crew, rounds, async (member, server, isFirst) => {
          const { fileId, ...facts } = filled.get(server)
          const path = `/v5/logs?${new URLSearchParams({ file_id: fileId, size, ...filters[name](facts) })}`
          if (isFirst) await measure(member, { path, count })
          return (await measure(member, { path, count })).cpu / 1000
        })
        const figures = [...costs.values()]
        measured.push({ name, figures, growth: figures.at(-1) / figures[0] })
      }
      return measured
    },
    makeFilled,
  )
}

/** What a hundred logs of a list cost among a thousand and among a hundred thousand. */
export async function run({ rounds }) {
  const sizes = [1000, 10_000, 100_000]
  const rows = (await measureLists({ rounds, sizes })).map(({ name, figures, growth }) => [name].concat([...figures, growth].map((figure) => decimals(figure, 2))))
  printTable('Server: a page of a hundred logs, among so many (ms of CPU)', [['', ...sizes.map(String), 'growth'], ...rows], [
    'Goal: ≤ 2 × from a thousand to a hundred thousand. docs/decisions/0014-texts-of-logs.md tells which lists take longer, and why: the last three.',
  ])
}
