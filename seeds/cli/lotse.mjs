#!/usr/bin/env -S node --max-semi-space-size=64
// The command: builds what is not built, then hands over.
import { existsSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`lotse needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}
if (existsSync(new URL('./main.ts', import.meta.url))) {
  const { buildAll, isBuilt } = await import('./build.mjs')
  if (!isBuilt()) await buildAll()
}
await import('../../dist/lotse.js')
