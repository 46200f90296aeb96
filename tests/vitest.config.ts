import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// These tests see the packages as their users do: built, through their entries, without aliases to the sources.
const pack = fileURLToPath(new URL('packaging/pack.ts', import.meta.url))
const shared = { testTimeout: 240_000, hookTimeout: 240_000 }

export default defineConfig({
  test: {
    reporters: ['default', './scripts/plain-line-reporter.ts'],
    projects: [
      { test: { ...shared, name: 'durability', root: 'tests/durability', include: ['**/*.test.ts'] } },
      { test: { ...shared, name: 'examples', root: 'examples', include: ['*/*.test.ts'] } },
      { test: { ...shared, name: 'packaging', root: 'tests/packaging', include: ['**/*.test.ts'], globalSetup: [pack] } },
      { test: { ...shared, name: 'prism', root: 'tests/prism', include: ['**/*.test.ts'] } },
      { test: { ...shared, name: 'runners', root: 'tests/runners', include: ['**/*.test.ts'] } },
      { test: { ...shared, name: 'runtimes', root: 'tests/runtimes', include: ['**/*.test.ts'] } },
    ],
  },
})
