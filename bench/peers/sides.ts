import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Measure } from './ours.ts'
import type { Pair } from './pairs.ts'
import { runOrder } from './runOrder.ts'
import { readInts } from './split.ts'
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

function runProcess({ folder, threads }: Bench, program: string, args: readonly string[], orderFor: (out: string) => string): Run {
  const out = path.join(folder, 'best.i32')
  rmSync(out, { force: true })
  const ran = runOrder(folder, threads, program, args, orderFor(out))
  if ('failed' in ran) return ran
  if (!existsSync(out)) return { failed: 'it wrote no rankings' }
  return { measure: JSON.parse(ran.said) as Measure, best: readInts(out) }
}
