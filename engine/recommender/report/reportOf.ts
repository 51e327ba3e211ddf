import { personaNames } from '../../personas/reading/personaNames.ts'
import type { Store } from '../../store/connect.ts'
import { groupPersonas, type PersonasThen } from '../groupings.ts'
import type { Learning } from '../learn.ts'
import { chancesOf } from '../trainRanker.ts'
import { continuedAs } from './continuedAs.ts'
import { sliceReport, type SliceReport } from './sliceReport.ts'

/** Cases whose candidates, 80 each, tell whether the ranker's chances come true. */
const CHANCE_CASES = 1000

/** The report of what was learned, on its test part. Personas are as they were then, under the names of those of `today` that continue them. */
export async function reportOf(store: Pick<Store, 'sql'>, { test, verdict, places, ranker, shop, attributes }: Learning, today: PersonasThen | null, seed: number): Promise<SliceReport> {
  const { personas } = test.fitted
  const now = groupPersonas(today, shop.personIds)
  const names = await personaNames(store)
  const continued = personas === null || now === null ? [] : [...continuedAs(personas, now)]
  return sliceReport({
    cases: test.cases, rankings: { served: verdict.judged.served.rankings, popularity: verdict.judged.popularity.rankings }, category: test.catalogue.category, attributes,
    personas, personaNames: new Map(continued.map(([then, id]) => [then, names.get(id) ?? id])), places,
    chances: verdict.served === 'ranker' && ranker !== null ? chancesOf(ranker.ranker, test, CHANCE_CASES) : null, seed,
  })
}
