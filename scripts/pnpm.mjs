// `node scripts/pnpm.mjs <arguments>` runs the pinned pnpm, whether or not one is installed.
import { pnpm } from './workspace.mjs'

process.exitCode = pnpm(process.argv.slice(2))
