import { existsSync } from 'node:fs'

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** Finds a Chromium of this machine: where `CHROMIUM_PATH` says, or in the usual places. */
export function findBrowser(): string | undefined {
  const { CHROMIUM_PATH: named } = process.env
  return [...(named ? [named] : usualPlaces)].find((path) => existsSync(path))
}

/** What a browser in a container without a screen needs, and nothing that talks to the network by itself. */
export const browserFlags: string[] = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]
