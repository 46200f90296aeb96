/** The version in `package.json`, written in at build time. */
declare const __VERSION__: string
