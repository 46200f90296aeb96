import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { preset } from '../../build/preset.js'

// Two libraries are built in without the parts that core never reaches, and the parser without its shortcuts, which cost more bytes than
// they save time (docs/decisions/0002-built-in-libraries.md). A cut that no longer matches stops the build: an update of either library is
// a decision.
export default preset(
  { index: 'src/index.ts', errors: 'src/errors.ts', node: 'src/node.ts' },
  {
    bundle: ['ofetch', 'eventsource-parser'],
    replace: {
      destr: 'export default function destr() {}',
      ufo: 'export const withBase = (url) => url\nexport const withQuery = (url) => url',
      ofetch: cut(ofetch(), {
        'its own retry and error wrapping': [/ {2}async function onError\(context\) \{[^]*?\n {2}\}\n/, ''],
        'catching errors to wrap them': [/ {4}try \{\n( {6}context\.response = [^]*?;\n) {4}\} catch [^]*?\n {4}\}/, '$1'],
        'raising errors for statuses': [/ {4}if \(!context\.options\.ignoreResponseError [^]*?\n {4}\}\n/, ''],
        'running hooks': [/async function callHooks\([^]*?\n\}\n/, ''],
        'hooks before the request': [/ {4}if \(context\.options\.onRequest\) [^]*?\n {4}\}\n/, ''],
        'hooks after the response': [/ {4}if \(context\.options\.onResponse\) [^]*?\n {4}\}\n/, ''],
        'merging queries': [/ {2}let query;\n[^]*?\n {2}\}\n/, ''],
        'merged queries': [/ {4}query,\n {4}params: query,\n/, ''],
        'default headers': [/ {2}if \(!defaults\) \{\n( {4}return new Headers\(input\);\n) {2}\}\n[^]*?\n {2}return headers;\n/, '$1'],
        'headers of request objects': [/input\?\.headers \?\? request\?\.headers,\n {4}defaults\?\.headers,/, 'input.headers,\n    undefined,'],
        'default options': [/ {4}\.\.\.defaults,\n/, ''],
        'the platform in place of what core gives': [/fetch = globalThis\.fetch,\n( {4}Headers = .*),\n {4}AbortController = .*\n/, 'fetch,\n$1\n'],
        'building URLs': [/ {4}if \(typeof context\.request === "string"\) \{[^]*?\n {4}\}\n/, ''],
        'encoding bodies': [/ {4}if \(context\.options\.body && isPayloadMethod[^]*?\n {4}\}\n/, ''],
        'methods with bodies': [/const payloadMethods = [^]*?\);\n/, ''],
        'its own timeout': [/ {4}let abortTimeout;[^]*?\n {4}\}\n/, ''],
        'the end of its timeout': [/ finally \{\s*if \(abortTimeout\)[^]*?\n {4}\}\n/, '\n'],
        'parsing bodies': [/ {4}const hasBody = [^]*?\n {4}\}\n/, ''],
        'the parsing function': [/ {2}const \$fetch = [^]*?\n {2}return \$fetch;/, '  return { raw: $fetchRaw };'],
      }),
      'eventsource-parser': cut(eventsourceParser(), {
        'the check of its config': [/ {2}if \(typeof config == "function"\)[^]*?\);\n/, ''],
        'the buffer limit': [/ {4}if \(terminated\)[^]*?\);\n/, ''],
        'the buffer check': [/ {2}function checkBufferSize\(\) \{[^]*?\n {2}\}\n/, '  function checkBufferSize() {}\n'],
        'reports of unknown fields': [/ {8}onError\(\n {10}new ParseError\(\n[^]*?\n {8}\);\n/, ''],
        'reports of bad retry times': [/ : onError\(\n {10}new ParseError\([^]*?\n {8}\);/, ' : 0;'],
        'carriage returns, which core turns into line feeds': [/ {4}for \(; searchIndex < chunk\.length; \) \{\n {6}const crIndex[^]*?\n {4}\}\n/, ''],
        'other tests for carriage returns': [/ && chunk\.indexOf\("\\r"\) === -1|if \(chunk\.indexOf\("\\r"\) === -1\) (?=\{)/g, ''],
        'the byte order mark, which TextDecoder removes': [/isFirstChunk && \(isFirstChunk = [^]*?slice\(3\)\)\), /, ''],
        'the size of the buffer': [/, pendingFragmentsLength \+?= [\w.]+/g, ''],
        'the short way for one line of data, 9 ns an event': [/ {10}if \(dataLines === 0 && chunk[^]*?continue;\n {10}\}\n/, ''],
        'the first letter of a line': [/ {8}const firstCharCode = chunk\.charCodeAt\(searchIndex\);\n/, ''],
        'the letters of data one by one, 4 ns an event': [/isDataPrefix\(chunk, searchIndex, firstCharCode\)/, 'chunk.startsWith("data:", searchIndex)'],
        'the letters of event one by one, 4 ns an event': [/isEventPrefix\(chunk, searchIndex, firstCharCode\)/, 'chunk.startsWith("event:", searchIndex)'],
        'fields that are told apart twice, and comments': [/ {4}if \(start === end\) \{[^]*?(?= {4}const line = )/, ''],
        'empty callbacks': [/ = noop/g, ''],
        'the reset': [/ {2}function reset\([^]*?\n {2}\}\n {2}return \{ feed, reset \};/, '  return { feed };'],
      }),
    },
  },
)

function resolve(name: string): string {
  return createRequire(import.meta.url).resolve(name)
}

// The entry reads globals when it is loaded, which makes Node load its whole fetch; its inner module does not.
function ofetch(): string {
  const folder = dirname(resolve('ofetch'))
  const name = /'(\.\/shared\/ofetch\.\w+\.mjs)'/.exec(readFileSync(join(folder, 'index.mjs'), 'utf8'))?.[1]
  if (!name) throw new Error('ofetch has another layout than the pinned version')
  return readFileSync(join(folder, name), 'utf8').replace(/export \{[^}]*\};?\s*$/, 'export { createFetch }\n')
}

function eventsourceParser(): string {
  return readFileSync(join(dirname(resolve('eventsource-parser')), 'index.js'), 'utf8').replace(/export \{[^}]*\};?[^]*$/, 'export { createParser }\n')
}

function cut(source: string, cuts: Record<string, readonly [RegExp, string]>): string {
  return Object.entries(cuts).reduce((text, [what, [from, to]]) => {
    const shorter = text.replace(from, to)
    if (shorter === text) throw new Error(`A built-in library no longer has "${what}" where it was; look at tsup.config.ts`)
    return shorter
  }, source)
}
