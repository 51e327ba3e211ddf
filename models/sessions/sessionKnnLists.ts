import type { ItemLists, ItemRow } from '../itemLists.ts'
import { fromItemRows } from '../itemLists.ts'
import { createScratch } from '../listScorer.ts'
import { topN } from '../topN.ts'
import { createVisitScratch, scoreSession } from './scoreSession.ts'
import type { SessionKnn } from './sessionKnn.ts'

/**
 * Session kNN as item→item lists: the list of i is the answer for a visit of i alone. Served with recentHistory(order, steps).
 * What is lost: which visits are most alike is asked for each item by itself, so a visit that shares three items is not
 * preferred to three that share one, and each item shared looks around its own place instead of the last one shared.
 */
export function sessionKnnLists(model: SessionKnn, topK: number): ItemLists {
  const scratch = createScratch(model.items)
  const visits = createVisitScratch(model)
  const rows: ItemRow[] = []
  for (let i = 0; i < model.items; i++) {
    const scored = scoreSession(model, [i], scratch, visits)
    const best = scored === null ? null : topN(scratch.scores, scored.filter((j) => scratch.scores[j] > 0), topK)
    rows.push({ neighbours: best?.items ?? [], weights: best?.scores ?? [] })
  }
  return fromItemRows(rows)
}
