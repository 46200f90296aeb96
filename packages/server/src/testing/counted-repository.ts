import type { Records, Repository } from '../repository/repository.js'

/** Wraps a repository and counts what is asked of it. */
export function countedRepository(repository: Repository): { repository: Repository; takeCount(): number } {
  let count = 0
  const counting = <Subject extends object>(subject: Subject): Subject =>
    new Proxy(subject, {
      get(target, name, receiver) {
        count += 1
        return Reflect.get(target, name, receiver) as unknown
      },
    })
  const counted = (records: Records): Records => {
    const proxy = new Proxy(records, { get: (target, name) => counting(target[name as keyof Records]) })
    // Stored keys are read by the clock, and not for what is asked.
    return Object.create(proxy, { apiKeys: { value: records.apiKeys } }) as Records
  }
  return {
    repository: {
      ...repository,
      read: (work) => repository.read((records) => work(counted(records))),
      write: (work, options) => repository.write((records) => work(counted(records)), options),
    },
    takeCount() {
      const taken = count
      count = 0
      return taken
    },
  }
}
