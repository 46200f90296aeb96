import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The application, as it is built and served. */
export interface Site {
  /** Its origin. */
  url: string
  close(): Promise<void>
}

const folder = fileURLToPath(new URL('page/', import.meta.url))
const types: Record<string, string> = { html: 'text/html', js: 'text/javascript' }

/** Builds the pages, and serves them on a free port: `/` is the application, `/mocked.html` the same with the platform inside. */
export async function startSite(): Promise<Site> {
  const files = await buildFiles()
  const server = createServer(({ url = '' }, response) => {
    const name = new URL(url, 'http://site').pathname.slice(1) || 'index.html'
    const content = files.get(name)
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': types[name.split('.').at(-1) ?? ''] ?? 'text/plain' }).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) }
}

async function buildFiles(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}app.ts`, `${folder}mocked.ts`],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
    // Without it esbuild would follow the paths of tsconfig.json to the sources.
    tsconfigRaw: '{}',
  })
  const page = await readFile(`${folder}index.html`, 'utf8')
  return new Map([
    ['index.html', page.replace('SCRIPT', 'app.js')],
    ['mocked.html', page.replace('SCRIPT', 'mocked.js')],
    ['mockServiceWorker.js', await readFile(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'), 'utf8')],
    ...outputFiles.map(({ path, text }) => [path.slice(folder.length), text] as const),
  ])
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
