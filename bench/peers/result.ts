import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Judged } from './judge.ts'
import type { Measure } from './ours.ts'
import type { Pair } from './pairs.ts'

export type Side = { readonly judged: Judged; readonly measures: readonly Measure[] } | { readonly failed: string }

/** One pair as it was run. */
export type PairResult = { readonly pair: Pair; readonly ours: Side; readonly peer: Side }

/** Results by the pair's name: a run of some pairs leaves the others' as they were. */
export type Results = Readonly<Record<string, PairResult>>

export function readResults(file: string): Results {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {}
}

export function writeResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results)}\n`)
}
