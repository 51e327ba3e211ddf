import { bootstrapMeans, type Interval } from '../../../models/bootstrap.ts'
import { hitRate, ndcg } from '../../../models/rankingMetrics.ts'
import { derive, type Rng } from '../../../models/rng.ts'
import { short } from './interval.ts'
import { AT, LEAST_CUSTOMERS, type ReportInput } from './reportInput.ts'

/** How a part of the customers fares: what is served, popularity, and the paired difference in NDCG. n customers. */
export type Slice = {
  readonly name: string
  readonly n: number
  readonly served: SliceFigures
  readonly popularity: SliceFigures
  readonly gain: Interval
}
export type SliceFigures = { readonly 'hr@20': Interval; readonly 'ndcg@20': Interval }

/** `name` says by what; `hidden`: slices with at least one customer but fewer than 20, which are not shown. */
export type Slices = { readonly name: string; readonly slices: readonly Slice[]; readonly hidden: number }

/** Per slice, who is in it and what counts as found: null, or nothing relevant, for a customer who is not. */
export type Cut = { readonly name: string; readonly relevant: (at: number) => ReadonlySet<number> | null }

/** Everything the case's customer bought counts, in the slice that `sliceOf` names by number; −1 for none. */
export function customersBy(input: ReportInput, names: readonly string[], sliceOf: (at: number) => number): Cut[] {
  return names.map((name, slice) => ({ name, relevant: (at) => (sliceOf(at) === slice ? input.cases.bought[at] : null) }))
}

/** Only the bought items of the slice count; a customer is in every slice from which they bought. */
export function itemsBy(input: ReportInput, names: readonly string[], sliceOf: (item: number) => number): Cut[] {
  return names.map((name, slice) => ({ name, relevant: (at) => new Set([...input.cases.bought[at]].filter((item) => sliceOf(item) === slice)) }))
}

export function slicesBy(by: string, input: ReportInput, cuts: readonly Cut[]): Slices {
  let hidden = 0
  const slices: Slice[] = []
  for (const { name, relevant } of cuts) {
    const served: Judged = { hit: [], ndcg: [] }
    const popularity: Judged = { hit: [], ndcg: [] }
    for (let at = 0; at < input.cases.customers.length; at++) {
      const wanted = relevant(at)
      if (wanted === null || wanted.size === 0) continue
      note(served, input.rankings.served[at], wanted)
      note(popularity, input.rankings.popularity[at], wanted)
    }
    const n = served.hit.length
    if (n >= LEAST_CUSTOMERS) slices.push({ name, n, ...compared(served, popularity, derive(input.seed, `${by} ${name}`)) })
    else if (n > 0) hidden++
  }
  return { name: by, slices, hidden }
}

type Judged = { readonly hit: number[]; readonly ndcg: number[] }

function note({ hit, ndcg: gains }: Judged, ranked: ArrayLike<number>, wanted: ReadonlySet<number>): void {
  hit.push(hitRate(ranked, wanted, AT) ?? 0)
  gains.push(ndcg(ranked, wanted, AT) ?? 0)
}

function compared(served: Judged, popularity: Judged, rng: Rng): Pick<Slice, 'served' | 'popularity' | 'gain'> {
  const gains = served.ndcg.map((value, at) => value - popularity.ndcg[at])
  const [hit, gain, popularHit, popularGain, difference] = bootstrapMeans([served.hit, served.ndcg, popularity.hit, popularity.ndcg, gains], rng).map(short)
  return { served: { 'hr@20': hit, 'ndcg@20': gain }, popularity: { 'hr@20': popularHit, 'ndcg@20': popularGain }, gain: difference }
}
