// Installs every package of the workspace, benchmarks and other runtimes included.
import { install } from './workspace.mjs'

install({ everything: true })
