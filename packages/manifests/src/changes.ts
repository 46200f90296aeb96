import type { Middleware } from '@smarter-api/core'

// One count for all clients, because copies made by `withOptions` are clients of their own that see the same manifests.
let changes = 0

/** Counts a change when its attempt has ended, well or badly. */
export const noteChange: Middleware = async (request, next) => {
  try {
    return await next(request)
  } finally {
    changes++
  }
}

/** Tells how many changes this package has sent so far, by any client: who remembers a manifest forgets it when the count has moved. */
export function countManifestChanges(): number {
  return changes
}
