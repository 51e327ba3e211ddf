import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Measure } from './ours.ts'
import type { Pair } from './pairs.ts'
import { readInts } from './split.ts'
import { lastLine } from './venv.ts'
import type { Python } from './venv.ts'

/** One run of one side: what it measured and its rankings, or why there are none. */
export type Run = { readonly measure: Measure; readonly best: Int32Array } | { readonly failed: string }

/** What all runs share. `entry` is the built benchmark, which also plays our side. */
export type Bench = { readonly folder: string; readonly threads: number; readonly length: number; readonly entry: string; readonly scripts: string; readonly python: Python }

/** Our side in a process of its own, with the flags the program is started with. */
export function runOurSide(bench: Bench, { ours }: Pair, split: string): Run {
  const order = (out: string): string => JSON.stringify({ split, ours, threads: bench.threads, length: bench.length, out })
  return runProcess(bench, process.execPath, [...process.execArgv, bench.entry, '--order'], order)
}

export function runPeerSide(bench: Bench, { peer }: Pair, split: string): Run {
  if ('missing' in bench.python) return { failed: bench.python.missing }
  const order = (out: string): string => JSON.stringify({ split, settings: peer.settings, threads: bench.threads, length: bench.length, out })
  return runProcess(bench, bench.python.interpreter, [path.join(bench.scripts, peer.script)], order)
}

/** The process gets the file with its order as last argument, and says what it measured in its last line of JSON, since libraries also print. */
function runProcess({ folder, threads }: Bench, program: string, args: readonly string[], orderFor: (out: string) => string): Run {
  const [orderFile, out] = [path.join(folder, 'order.json'), path.join(folder, 'best.i32')]
  rmSync(out, { force: true })
  writeFileSync(orderFile, orderFor(out))
  const limits = Object.fromEntries(['OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'MKL_NUM_THREADS'].map((name) => [name, String(threads)]))
  const ran = spawnSync(program, [...args, orderFile], { encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, ...limits, PYTHONDONTWRITEBYTECODE: '1' } })
  if (ran.error !== undefined) return { failed: ran.error.message }
  if (ran.status !== 0 || !existsSync(out)) return { failed: lastLine(ran.stderr) || `ended with ${ran.status ?? ran.signal}` }
  const said = ran.stdout.split('\n').findLast((line) => line.startsWith('{'))
  if (said === undefined) return { failed: 'it did not say what it measured' }
  return { measure: JSON.parse(said) as Measure, best: readInts(out) }
}
