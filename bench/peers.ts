import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isMainThread, workerData } from 'node:worker_threads'
import { judge } from './peers/judge.ts'
import { runOurs } from './peers/ours.ts'
import type { Order } from './peers/ours.ts'
import { pairs } from './peers/pairs.ts'
import type { Pair } from './peers/pairs.ts'
import { takeQueries } from './peers/rank.ts'
import type { RankJob } from './peers/rank.ts'
import { splits } from './peers/readSplits.ts'
import { readResults, writeResults } from './peers/result.ts'
import type { PairResult, Side } from './peers/result.ts'
import { runOurSide, runPeerSide } from './peers/sides.ts'
import type { Bench, Run } from './peers/sides.ts'
import { writeSplit } from './peers/split.ts'
import type { Split } from './peers/split.ts'
import { lineOf, pageOf } from './peers/table.ts'
import { preparePython } from './peers/venv.ts'

/** Our models beside Python peers on the same splits: time, memory, metrics. This file is also the child that plays our side, and its threads. */
const usage = 'npm run bench -- peers FOLDER [--only NAME]… [--runs N] [--venv FOLDER] [--results FILE] [--page FILE]'
const THREADS = 2
const LENGTH = 20

async function main(): Promise<void> {
  const { values, positionals: [data] } = parseArgs({
    allowPositionals: true,
    options: {
      order: { type: 'string' }, only: { type: 'string', multiple: true }, runs: { type: 'string' },
      venv: { type: 'string' }, results: { type: 'string' }, page: { type: 'string' },
    },
  })
  if (values.order !== undefined) {
    console.log(JSON.stringify(await runOurs(JSON.parse(readFileSync(values.order, 'utf8')) as Order)))
    return
  }
  if (data === undefined) {
    console.log(`Needs a folder with data: ${usage}`)
    return
  }
  const chosen = pairs.filter(({ name }) => values.only === undefined || values.only.some((part) => name.startsWith(part) || name.endsWith(part)))
  if (chosen.length === 0) throw new Error(`No pair is named so. There are: ${pairs.map(({ name }) => name).join(', ')}.`)
  const cache = path.join(tmpdir(), 'lotse-peers')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(path.join(cache, 'run-'))
  const here = fileURLToPath(import.meta.url)
  const scripts = path.join(path.dirname(here), '../bench/peers/python')
  const bench: Bench = { folder, threads: THREADS, length: LENGTH, entry: here, scripts, python: preparePython(values.venv ?? path.join(cache, 'venv'), scripts) }
  const resultsFile = values.results ?? path.join(cache, 'results.json')
  const page = values.page ?? path.join(path.dirname(here), '../docs/peers.md')
  try {
    for (const pair of chosen) {
      const { folder: name, read } = splits[pair.split]
      const source = path.join(data, name)
      if (!existsSync(source)) {
        console.log(`${pair.name}: skipped, ${source} is not there`)
        continue
      }
      const result = runPair(bench, pair, read(source), Number(values.runs ?? pair.runs))
      console.log(lineOf(result))
      // Read again: another run may have added its pairs meanwhile.
      const results = { ...readResults(resultsFile), [pair.name]: result }
      writeResults(resultsFile, results)
      writeFileSync(page, pageOf(results, { cores: cpus().length, processor: cpus()[0]?.model.trim() ?? '', memoryGiB: Math.round(totalmem() / 2 ** 30) }))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runPair(bench: Bench, pair: Pair, split: Split, runs: number): PairResult {
  const at = path.join(bench.folder, 'split')
  writeSplit(at, split)
  const ours: Run[] = []
  const peers: Run[] = []
  for (let round = 0; round < runs; round++) {
    const both = [() => ours.push(runOurSide(bench, pair, at)), () => peers.push(runPeerSide(bench, pair, at))]
    for (const side of round % 2 === 0 ? both : both.reverse()) side()
  }
  return { pair, ours: sideOf(ours, split), peer: sideOf(peers, split) }
}

/** Judged by the first run; a side that failed once has failed. */
function sideOf(runs: readonly Run[], split: Split): Side {
  const measures = []
  for (const run of runs) {
    if ('failed' in run) return run
    measures.push(run.measure)
  }
  const [first] = runs
  if (first === undefined || 'failed' in first) return { failed: 'it was never run' }
  return { judged: judge(split, first.best, LENGTH), measures }
}

if (isMainThread) await main()
else takeQueries(workerData as RankJob)
