// Bundles the program into dist/: esbuild strips the types in a fraction of a second, so nothing built is ever committed.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { buildKernels } from '../../models/kernels/build.mjs'
import { mendedPostgres } from './postgresDriver.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = path.join(root, 'dist')
const SOURCES = ['engine', 'api', 'models', 'seeds', 'bench', 'package.json']

function newest(at) {
  const stat = statSync(at)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(at).map((name) => newest(path.join(at, name))))
}

/** True when dist/ is there and nothing in the sources changed after it was made. */
export function isBuilt() {
  const stamp = path.join(dist, '.built')
  return existsSync(stamp) && SOURCES.every((name) => !existsSync(path.join(root, name)) || newest(path.join(root, name)) <= statSync(stamp).mtimeMs)
}

/** Builds beside dist/ and swaps, so that a process that runs from it never sees half of it. */
export async function buildAll() {
  const started = Date.now()
  const fresh = path.join(root, `dist.${process.pid}`)
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  const benches = existsSync(path.join(root, 'bench')) ? readdirSync(path.join(root, 'bench')).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')) : []
  await build({
    entryPoints: {
      lotse: path.join(root, 'seeds/cli/main.ts'),
      runThread: path.join(root, 'engine/worker/runThread.ts'),
      kernelThread: path.join(root, 'models/parallel/kernelThread.ts'),
      ...Object.fromEntries(benches.map((name) => [`bench-${path.basename(name, '.ts')}`, path.join(root, 'bench', name)])),
    },
    outdir: fresh, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external', plugins: [mendedPostgres], sourcemap: 'linked', logLevel: 'warning',
  })
  await buildKernels(fresh, dist)
  cpSync(path.join(root, 'engine/store/migrations'), path.join(fresh, 'migrations'), { recursive: true })
  const consoleBuild = path.join(root, 'api/console/build.mjs')
  if (existsSync(path.join(root, 'api/console/app/main.tsx'))) await (await import(pathToFileURL(consoleBuild).href)).buildConsole(path.join(fresh, 'console'))
  writeFileSync(path.join(fresh, '.built'), new Date(started).toISOString())
  const old = path.join(root, `dist.old.${process.pid}`)
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(fresh, dist)
  rmSync(old, { recursive: true, force: true })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll()
