const { webcrypto } = require('node:crypto')

// The crypto of jsdom has no digests, which the server needs.
Object.defineProperty(globalThis, 'crypto', { value: webcrypto })
