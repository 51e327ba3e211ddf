import { LotseError } from '../../engine/errors.ts'
import { derive } from '../../models/rng.ts'
import { figuresOf, gainsOf, meanOfValues, type Figures, type Gains } from './figures.ts'
import type { Budget, Chosen, Contender, Scorer } from './generator.ts'
import { judge, type Judged } from './judge.ts'
import { sampleCases, type Problem } from './problem.ts'
import type { Benchmark, Protocol } from './protocol.ts'

/** Searches are judged by at most so many cases: the noise of more is below the differences worth choosing by. */
const MOST_VALIDATION_CASES = 6000

/** What choosing may take by plan (see Budget), shared out to the contenders evenly. */
export const SEARCH_SECONDS = 150

export type Evaluation = {
  readonly protocol: string
  readonly data: { readonly path: string; readonly [fact: string]: number | string }
  readonly result: Figures
  readonly baselines: { readonly [name: string]: Figures }
  /** Paired gain of the result over each baseline. */
  readonly gains: { readonly [baseline: string]: Gains }
  readonly chosen: string
  readonly settings: object
  /**
   * How the choice was made: where, by what, and what each contender and baseline reached there with its best settings. Data too small for
   * a validation cut (n = 0) are judged with the settings that each search starts from.
   */
  readonly validation: { readonly cut: string; readonly metric: string; readonly n: number; readonly [name: string]: number | string | object }
  readonly seed: number
  /** Where a watch was given. */
  readonly cost?: Cost
}

/** Seconds of each part, those of the processors (which neighbours on the machine don't stretch), and the highest resident memory up to its end. The fit is that of the result on the whole training part. */
export type Cost = { readonly seconds: { readonly reading: number; readonly search: number; readonly fit: number; readonly judging: number }; readonly processorSeconds: { readonly search: number; readonly fit: number }; readonly peakMB: { readonly search: number; readonly fit: number } }

/** Seconds since some moment, those of all processors, the highest resident memory so far, and a moment to give back what the search has left behind. */
export type Watch = { readonly seconds: () => number; readonly processorSeconds: () => number; readonly peakMB: () => number; readonly settle: () => void }

const unwatched: Watch = { seconds: () => NaN, processorSeconds: () => NaN, peakMB: () => NaN, settle: () => {} }

export type Options = { readonly watch?: Watch; readonly searchSeconds?: number }

export type Progress = (share: number, words: string) => void

/** Reads, chooses settings on the validation cut, fits on the whole training part and judges on the test part, which nothing saw before. */
export async function evaluate(protocol: Protocol, path: string, seed: number, progress: Progress, { watch, searchSeconds = SEARCH_SECONDS }: Options = {}): Promise<Evaluation> {
  const { seconds, processorSeconds, peakMB, settle } = watch ?? unwatched
  const started = seconds()
  const benchmark = await protocol.load(path, (share) => progress(0.1 * share, 'reading'), seed)
  if (benchmark.test.cases.customers.length === 0) throw new LotseError('input', 'nobody_to_judge', `${path} has nobody to judge by: ${protocol.split}.`)
  const [read, readBy] = [seconds(), processorSeconds()]
  const validation = sampleCases(benchmark.validation(derive(seed, 'validation')), MOST_VALIDATION_CASES, derive(seed, 'validation cases'))
  const all = [...protocol.baselines, ...protocol.contenders]
  const planned = all.reduce((sum, { trials }) => sum + trials, 0)
  const budget = { seconds: searchSeconds / protocol.contenders.length, cases: validation.cases.customers.length }
  const chosen = new Map<string, Chosen>()
  let tried = 0
  for (const each of all) {
    const step = (): void => progress(0.1 + 0.6 * (++tried / planned), `choosing settings: ${each.name}`)
    chosen.set(each.name, await choose(each, validation, protocol, { seed, budget }, step))
  }
  const winner = protocol.contenders.map(({ name }) => name).reduce((a, b) => (chosenOf(chosen, b).value > chosenOf(chosen, a).value ? b : a))
  const [searched, searchedBy] = [seconds(), processorSeconds()]
  const peakOfSearch = peakMB()
  progress(0.7, `fitting ${winner}`)
  settle()
  const scorer = await chosenOf(chosen, winner).fit(benchmark.test.given, derive(seed, winner))
  const [fitted, fittedBy] = [seconds(), processorSeconds()]
  const peakOfFit = peakMB()
  const judged = new Map<string, Judged>([[winner, judgeOn(benchmark.test, scorer, protocol)]])
  for (const { name } of protocol.baselines) {
    progress(0.7 + 0.25 * judged.size / (protocol.baselines.length + 1), `judging ${name}`)
    judged.set(name, judgeOn(benchmark.test, await chosenOf(chosen, name).fit(benchmark.test.given, derive(seed, name)), protocol))
  }
  progress(0.95, 'intervals')
  const evaluation = report(protocol, path, seed, { benchmark, validation, chosen, winner, judged })
  if (watch === undefined) return evaluation
  const taken = (from: number, to: number): number => Math.round(10 * (to - from)) / 10
  return {
    ...evaluation,
    cost: {
      seconds: { reading: taken(started, read), search: taken(read, searched), fit: taken(searched, fitted), judging: taken(fitted, seconds()) },
      processorSeconds: { search: taken(readBy, searchedBy), fit: taken(searchedBy, fittedBy) },
      peakMB: { search: Math.round(peakOfSearch), fit: Math.round(peakOfFit) },
    },
  }
}

async function choose(
  contender: Contender, { given, cases }: Problem, { metrics, decisive, depth }: Protocol, { seed, budget }: { seed: number; budget: Budget }, after: () => void,
): Promise<Chosen> {
  const only = { [decisive]: metrics[decisive] }
  return contender.choose(given, () => derive(seed, contender.name), (scorer) => meanOfValues(judge(cases, scorer, only, depth)[decisive]), after, budget)
}

function judgeOn({ cases }: Problem, scorer: Scorer, { metrics, depth }: Protocol): Judged {
  return judge(cases, scorer, metrics, depth)
}

type Made = { benchmark: Benchmark; validation: Problem; chosen: ReadonlyMap<string, Chosen>; winner: string; judged: ReadonlyMap<string, Judged> }

function report(protocol: Protocol, path: string, seed: number, { benchmark, validation, chosen, winner, judged }: Made): Evaluation {
  const of = (name: string): Judged => judged.get(name) as Judged
  const baselines = protocol.baselines.map(({ name }) => name)
  return {
    protocol: protocol.name,
    data: { path, ...benchmark.counts, split: protocol.split, masked: protocol.masked },
    result: figuresOf(of(winner), seed),
    baselines: Object.fromEntries(baselines.map((name) => [name, figuresOf(of(name), seed)])),
    gains: Object.fromEntries(baselines.map((name) => [name, gainsOf(of(winner), of(name), seed)])),
    chosen: winner,
    settings: chosenOf(chosen, winner).settings,
    validation: {
      cut: protocol.validation, metric: protocol.decisive, n: validation.cases.customers.length,
      reached: Object.fromEntries([...chosen].map(([name, { value, settings, tried, leftOut }]) => [name, { value: Number.isNaN(value) ? null : Math.round(value * 1e5) / 1e5, tried, leftOut, settings }])),
    },
    seed,
  }
}

function chosenOf(chosen: ReadonlyMap<string, Chosen>, name: string): Chosen {
  return chosen.get(name) as Chosen
}
