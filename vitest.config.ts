import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url))

export default defineConfig({
  define: { __VERSION__: JSON.stringify('0.0.0-test') },
  resolve: {
    alias: [
      { find: /^@smarter-api\/(core|dotprompt)\/(\w+)$/, replacement: source('$1/src/$2.ts') },
      { find: '@smarter-api/server/node', replacement: source('server/src/node/index.ts') },
      { find: '@smarter-api/server/msw', replacement: source('server/src/msw.ts') },
      { find: /^@smarter-api\/sdk\/(\w+)$/, replacement: source('sdk/src/$1.ts') },
      { find: '@smarter-api/files/uploads', replacement: source('files/src/uploads/index.ts') },
      { find: '@smarter-api/example-support', replacement: source('../examples/support/src/index.ts') },
      { find: '@smarter-api/test-support', replacement: source('../tests/support/src/index.ts') },
      { find: /^@smarter-api\/schemas\/(\w+)$/, replacement: source('schemas/src/$1/index.ts') },
      { find: /^@smarter-api\/([\w-]+)$/, replacement: source('$1/src/index.ts') },
    ],
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tests/{architecture,contract,openai-witness}/**/*.test.ts', 'examples/*-readme/*.test.ts'],
    reporters: ['default', './scripts/plain-line-reporter.ts'],
    globalSetup: ['./scripts/postgres-for-tests.ts'],
    // Only a test that hangs takes this long: a shared machine may be many times slower than a quiet one.
    testTimeout: 120_000,
    typecheck: { enabled: true, include: ['packages/*/src/**/*.test-d.ts'], tsconfig: 'tsconfig.types-test.json' },
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/types.ts'] },
  },
})
