import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { preset } from '../../build/preset.js'

// ofetch's own URLs, body encoding and parsing, timeout, retry, hooks and error wrapping are switched off in src/fetch.ts, so they are cut here
// (docs/decisions/0002-ofetch-built-in.md).
// Its entry reads globals when it is loaded, which makes Node load its whole fetch; its inner module does not.
export default preset(
  { index: 'src/index.ts', errors: 'src/errors.ts', node: 'src/node.ts' },
  {
    bundle: ['ofetch'],
    replace: {
      destr: 'export default function destr() {}',
      ufo: 'export const withBase = (url) => url\nexport const withQuery = (url) => url',
      ofetch: cut(innerModule(), [
        [/const payloadMethods = [^]*?\);\n/, ''],
        [/async function onError\(context\) \{[^]*?\n {2}\}\n/, ''],
        [/ {4}if \(typeof context\.request === "string"\) \{[^]*?\n {4}\}\n/, ''],
        [/ {4}if \(context\.options\.body && isPayloadMethod[^]*?\n {4}\}\n/, ''],
        [/ {4}let abortTimeout;[^]*?\n {4}\}\n/, ''],
        [/ finally \{\s*if \(abortTimeout\)[^]*?\n {4}\}\n/, '\n'],
        [/ {2}const \$fetch = [^]*?\n {2}return \$fetch;/, '  return { raw: $fetchRaw };'],
        [/,\n {4}AbortController = globalThis\.AbortController/, ''],
        [/ {2}if \(!defaults\) \{\n( {4}return new Headers\(input\);\n) {2}\}\n[^]*?\n {2}return headers;\n/, '$1'],
        [/ {4}try \{\n( {6}context\.response = [^]*?;\n) {4}\} catch [^]*?\n {4}\}\s*?\n/, '$1'],
        [/ {4}const hasBody = [^]*?\n {4}\}\n/, ''],
        [/async function callHooks\([^]*?\n\}\n/, ''],
        [/ {4}if \(context\.options\.onRequest\) [^]*?\n {4}\}\n/, ''],
        [/ {4}if \(context\.options\.onResponse\) [^]*?\n {4}\}\n/, ''],
        [/ {4}if \(!context\.options\.ignoreResponseError [^]*?\n {4}\}\n/, ''],
        [/ {2}let query;\n[^]*?\n {2}\}\n/, ''],
        [/ {4}query,\n {4}params: query,\n/, ''],
      ]),
    },
  },
)

function innerModule(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('ofetch'))
  const name = /'(\.\/shared\/ofetch\.\w+\.mjs)'/.exec(readFileSync(join(folder, 'index.mjs'), 'utf8'))?.[1]
  if (!name) throw new Error('ofetch has another layout than the pinned version; look at tsup.config.ts')
  return readFileSync(join(folder, name), 'utf8').replace(/export \{[^}]*\};?\s*$/, 'export { createFetch }\n')
}

function cut(source: string, cuts: Array<readonly [RegExp | string, string]>): string {
  return cuts.reduce((text, [from, to]) => {
    const shorter = text.replace(from, to)
    if (shorter === text) throw new Error(`ofetch no longer contains ${String(from)}; look at tsup.config.ts`)
    return shorter
  }, source)
}
