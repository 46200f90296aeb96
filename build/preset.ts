import { readFileSync } from 'node:fs'
import type { Options } from 'tsup'

/** Settings that a package may add to the shared preset. */
export interface PresetOptions {
  /** Development dependencies whose code is copied into the output. */
  bundle?: string[]
  /** Modules replaced at build time, by name: code that the package never reaches. */
  replace?: Record<string, string>
}

/**
 * Builds `dist/esm` and `dist/cjs` from the named entries.
 *
 * tsup writes JavaScript only; `declarations.mjs` emits the types file by file, because rolled-up declarations lose doc comments.
 * `treeshake` keeps declared class fields in CommonJS, and `splitting` keeps one copy of each error class across entries.
 */
export function preset(entry: Record<string, string>, options: PresetOptions = {}): Options[] {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  return (['esm', 'cjs'] as const).map((format) => ({
    entry,
    format,
    outDir: `dist/${format}`,
    outExtension: () => ({ js: '.js' }),
    target: 'es2022',
    platform: 'neutral',
    splitting: true,
    treeshake: true,
    sourcemap: false,
    dts: false,
    clean: true,
    silent: true,
    define: { __VERSION__: JSON.stringify(version) },
    external: [/^node:/],
    noExternal: options.bundle ?? [],
    plugins: format === 'cjs' ? [requireParts] : [],
    esbuildPlugins: [replaceModules(options.replace ?? {})],
    esbuildOptions: (esbuild) => {
      esbuild.mainFields = ['module', 'main']
      esbuild.conditions = ['import', 'default']
    },
  }))
}

// Parts that are loaded on first use: Jest runs CommonJS in a context without `import()`.
const requireParts: NonNullable<Options['plugins']>[number] = {
  name: 'require-parts',
  renderChunk: (code) => ({ code: code.replace(/\bimport\((['"](?:\.{1,2}|@smarter-api)\/[^'"]+['"])\)/g, 'Promise.resolve().then(() => require($1))') }),
}

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

function replaceModules(replacements: Record<string, string>): Plugin {
  return {
    name: 'replace-modules',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path }) => (path in replacements ? { path, namespace: 'replaced' } : undefined))
      build.onLoad({ filter: /.*/, namespace: 'replaced' }, ({ path }) => ({ contents: replacements[path] ?? '', loader: 'js' }))
    },
  }
}
