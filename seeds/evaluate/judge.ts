import { topN } from '../../models/topN.ts'
import type { Relevant } from '../../models/rankingMetrics.ts'
import type { Scorer } from './generator.ts'
import type { Cases } from './problem.ts'

/** By name, such as ndcg@20: the value of one ranking, 0..1. */
export type Metrics = { readonly [name: string]: (ranked: ArrayLike<number>, relevant: Relevant) => number | null }

/** By name: the value per case. */
export type Judged = { readonly [name: string]: Float64Array }

/** Ranks for every case and measures the first `depth` places. */
export function judge(cases: Cases, scorer: Scorer, metrics: Metrics, depth: number): Judged {
  const rank = ranker(cases, scorer, depth)
  const judged = Object.fromEntries(Object.keys(metrics).map((name) => [name, new Float64Array(cases.customers.length)]))
  for (let at = 0; at < cases.customers.length; at++) {
    const ranked = rank(at)
    for (const name of Object.keys(metrics)) judged[name][at] = metrics[name](ranked, cases.relevant[at]) ?? 0
  }
  return judged
}

/**
 * The best `depth` items of a case that may be ranked: by score, then, where the scorer is silent, in its general order. Equal scores rank
 * by item number. The answer holds until the next call.
 */
export function ranker(cases: Cases, scorer: Scorer, depth: number): (at: number) => ArrayLike<number> {
  const items = scorer.otherwise.length
  const allowed = new Int32Array(items) // the round in which a candidate
  const barred = new Int32Array(items) // the round in which masked, or already ranked
  let round = 0
  return (at) => {
    round++
    const candidates = cases.candidates?.(at) ?? null
    if (candidates !== null) for (const item of candidates) allowed[item] = round
    if (cases.masked !== null) for (const item of cases.masked(at)) barred[item] = round
    const out = (item: number): boolean => barred[item] === round || (candidates !== null && allowed[item] !== round)
    const scored = scorer.score(cases.customers[at], candidates ?? undefined)
    const best = scored === null ? new Int32Array(0) : topN(scored.scores, scored.among, depth, out).items
    if (best.length === depth) return best
    const ranked = Array.from(best)
    for (const item of best) barred[item] = round
    const room = candidates === null ? depth : Math.min(depth, candidates.length)
    for (let k = 0; k < items && ranked.length < room; k++) if (!out(scorer.otherwise[k])) ranked.push(scorer.otherwise[k])
    return ranked
  }
}
