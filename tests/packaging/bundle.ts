import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build, transform } from 'esbuild'
import { rollup } from 'rollup'

/** What a bundler makes of an application. */
export interface Bundle {
  /** The code that is loaded at once: the entry and the chunks that it imports statically. */
  code: string
  /** The code of chunks that are loaded on demand. */
  later: string
  /** The modules that have code in it. */
  modules: string[]
  /** Its size in bytes after `gzip -9`. */
  gzip: number
}

type Bundler = (source: string) => Promise<Bundle>

const folder = fileURLToPath(new URL('.', import.meta.url))

const esbuildOptions = (source: string) =>
  ({
    stdin: { contents: source, resolveDir: folder, sourcefile: 'app.js' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    outdir: `${folder}out`,
    // Without it esbuild would follow the paths of tsconfig.json to the sources.
    tsconfigRaw: '{}',
    write: false,
    metafile: true,
    logLevel: 'silent',
  }) as const

/** Bundles with esbuild into one file, as workers want it: what other bundles load later is in it. */
export const bundleIntoOneFile: Bundler = async (source) => {
  const { outputFiles, metafile } = await build(esbuildOptions(source))
  return measure(outputFiles.map(({ text }) => text), [], Object.keys(metafile.inputs))
}

/** Bundles for browsers with esbuild, minified. */
const bundleWithEsbuild: Bundler = async (source) => {
  const { outputFiles, metafile } = await build({ ...esbuildOptions(source), splitting: true })
  const chunks = Object.entries(metafile.outputs)
  const entry = chunks.find(([, chunk]) => chunk.entryPoint)?.[0] ?? ''
  const names = reach(entry, (name) => (metafile.outputs[name]?.imports ?? []).filter(({ kind }) => kind === 'import-statement').map(({ path }) => path))
  const code = names.map((name) => outputFiles.find(({ path }) => path.endsWith(name.replace(/^.*?out\//, '/out/')))?.text ?? '')
  const modules = names.flatMap((name) => Object.entries(metafile.outputs[name]?.inputs ?? {}))
  const later = outputFiles.map(({ text }) => text).filter((text) => !code.includes(text))
  return measure(code, later, modules.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path))
}

/** Bundles for browsers with rollup, minified by esbuild. */
const bundleWithRollup: Bundler = async (source) => {
  const app = `${folder}app.js`
  const bundle = await rollup({
    input: app,
    onLog: () => undefined,
    plugins: [
      { name: 'app', resolveId: (id) => (id === app ? id : undefined), load: (id) => (id === app ? source : undefined) },
      nodeResolve({ browser: true }),
    ],
  })
  const { output } = await bundle.generate({ format: 'es' })
  await bundle.close()
  const chunks = new Map(output.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk] as const] : [])))
  const entry = output[0].fileName
  const loaded = reach(entry, (name) => chunks.get(name)?.imports.filter((path) => chunks.has(path)) ?? []).flatMap((name) => chunks.get(name) ?? [])
  const minified = await Promise.all(loaded.map((chunk) => transform(chunk.code, { minify: true, target: 'es2022', format: 'esm' })))
  const modules = loaded.flatMap((chunk) => Object.entries(chunk.modules))
  const later = [...chunks.values()].filter((chunk) => !loaded.includes(chunk)).map(({ code }) => code)
  return measure(minified.map(({ code }) => code), later, modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([path]) => path))
}

/** The bundlers that every guard tries. */
export const bundlers: [name: string, bundle: Bundler][] = [
  ['esbuild', bundleWithEsbuild],
  ['rollup', bundleWithRollup],
]

function reach(start: string, next: (name: string) => string[], seen: Set<string> = new Set()): string[] {
  if (seen.has(start)) return []
  seen.add(start)
  return [start, ...next(start).flatMap((name) => reach(name, next, seen))]
}

function measure(chunks: string[], later: string[], modules: string[]): Bundle {
  const gzip = chunks.reduce((sum, chunk) => sum + gzipSync(chunk, { level: 9 }).length, 0)
  return { code: chunks.join('\n'), later: later.join('\n'), modules, gzip }
}
