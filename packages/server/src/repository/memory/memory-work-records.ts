import type { WorkRecord, WorkRecords } from '../repository.js'
import { sortedBy } from './memory-order.js'
import type { MemoryTables } from './memory-tables.js'

export function workRecords({ work }: MemoryTables): WorkRecords {
  return {
    find: async (id) => work.find('id', id),
    async add(works) {
      for (const added of works) if (work.find('id', added.id) === undefined) work.insert({ ...added, attempts: 0, owner: null, leaseUntil: '' })
    },
    async claim({ owner, now, leaseUntil, highestRank, limit }) {
      const free = work.all().filter((waiting) => waiting.leaseUntil <= now && waiting.rank <= highestRank)
      const chosen = sortedBy(free, ({ rank }) => rank, 'asc', (one, other) => one - other).slice(0, limit)
      for (const { id, attempts } of chosen) work.update('id', id, { owner, leaseUntil, attempts: attempts + 1 })
      return work.findAll('id', chosen.map(({ id }) => id))
    },
    listHeld: async (owner) => work.group('owner', owner).map(({ id, attempts }) => ({ id, attempts })),
    async renew(owner, leaseUntil) {
      for (const { id } of work.group('owner', owner)) work.update('id', id, { leaseUntil })
    },
    async release(owner) {
      for (const { id, attempts } of work.group('owner', owner)) work.update('id', id, { owner: null, leaseUntil: '', attempts: attempts - 1 })
    },
    async postpone(owner, id, until) {
      if (work.find('id', id)?.owner === owner) work.update('id', id, { owner: null, leaseUntil: until })
    },
    remove: async (id) => work.remove('id', id),
    removeBySubject: async (subjectId) => work.removeGroup('subjectId', subjectId),
    async firstLeaseEnd() {
      let first: WorkRecord['leaseUntil'] | undefined
      for (const { leaseUntil } of work.inOrder()) if (first === undefined || leaseUntil < first) first = leaseUntil
      return first
    },
  }
}
