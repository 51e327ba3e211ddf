import type { ItemLists } from '../../models/itemLists.ts'
import { createScratch, scoreLists } from '../../models/listScorer.ts'
import { ndcg } from '../../models/rankingMetrics.ts'
import type { History } from '../../models/strengths.ts'
import { topN } from '../../models/topN.ts'
import type { Cases } from './cases.ts'
import { passedIn } from './passedOver.ts'

/** The best items that one part finds for each case: those of case c are items[offsets[c] .. offsets[c+1]). */
export type CaseScores = { readonly offsets: Int32Array; readonly items: Int32Array; readonly scores: Float32Array }

/** More than anybody is shown: a part that ranks an item behind these adds nothing that would bring it among the first 20. */
const DEPTH = 150
const AT = 20

/** Scores of lists, in units of their mean row. */
export function scoreCases(lists: ItemLists, historyOf: (customer: number) => History, cases: Cases): CaseScores {
  const scratch = createScratch(lists.items)
  const scale = scaleOf(lists)
  return gathered(cases.customers.length, (at) => {
    const { items, weights } = historyOf(cases.customers[at])
    const scored = scoreLists(lists, items, weights, scratch)
    if (scored === null) return null
    const best = topN(scratch.scores, scored, DEPTH)
    return { items: best.items, scores: best.scores.map((score) => score * scale) }
  })
}

/** Each case's scores times its factor. */
export function scaled({ offsets, items, scores }: CaseScores, factors: Float64Array): CaseScores {
  const by = scores.slice()
  factors.forEach((factor, at) => { for (let k = offsets[at]; k < offsets[at + 1]; k++) by[k] *= factor })
  return { offsets, items, scores: by }
}

/** 1 / the mean Σ|w| of the rows that have any: lists of different generators count alike at weight 1. */
export function scaleOf({ offsets, weights }: ItemLists): number {
  let rows = 0
  let mass = 0
  for (let row = 0; row + 1 < offsets.length; row++) if (offsets[row + 1] > offsets[row]) rows++
  for (const weight of weights) mass += Math.abs(weight)
  return mass > 0 ? rows / mass : 1
}

/** One row a case, which may be the same for all; null: nothing. */
export function gathered(cases: number, rowOf: (at: number) => { readonly items: Int32Array; readonly scores: Float32Array } | null): CaseScores {
  const rows = Array.from({ length: cases }, (_, at) => rowOf(at))
  const offsets = new Int32Array(cases + 1)
  rows.forEach((row, at) => { offsets[at + 1] = offsets[at] + (row?.items.length ?? 0) })
  const items = new Int32Array(offsets[cases])
  const scores = new Float32Array(offsets[cases])
  rows.forEach((row, at) => {
    if (row === null) return
    items.set(row.items, offsets[at])
    scores.set(row.scores, offsets[at])
  })
  return { offsets, items, scores }
}

export type Weighted = { readonly scores: CaseScores; readonly weight: number }

/** Mean NDCG@20 of the weighted sum of parts over the cases, as if only their best items were known. */
export function blendJudge(cases: Cases): (parts: readonly Weighted[], bought: 'keep' | 'drop') => number {
  const { items } = cases.known
  const passedBy = passedIn(cases)
  const sums = new Float32Array(items)
  const round = new Int32Array(items)
  const touched = new Int32Array(items)
  let rounds = 0
  return (parts, bought) => {
    const passedAt = passedBy(bought)
    let total = 0
    for (let at = 0; at < cases.customers.length; at++) {
      rounds++
      let size = 0
      for (const { scores: part, weight } of parts) {
        if (weight === 0) continue
        for (let k = part.offsets[at], end = part.offsets[at + 1]; k < end; k++) {
          const item = part.items[k]
          if (round[item] !== rounds) {
            round[item] = rounds
            sums[item] = 0
            touched[size++] = item
          }
          sums[item] += weight * part.scores[k]
        }
      }
      const best = topN(sums, touched.subarray(0, size), AT, passedAt(at))
      total += ndcg(best.items, cases.bought[at], AT) ?? 0
    }
    return total / cases.customers.length
  }
}
