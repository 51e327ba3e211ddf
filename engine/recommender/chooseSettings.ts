import { ownedItems, type Cases } from './cases.ts'
import { fitAt, foldsOf, judge, listRanker, meanNdcg, popularItems, popularRanker, type Folds } from './evaluate.ts'
import { POPULARITY_CHOICES, QUESTIONS, START, type ListSettings, type PopularitySettings } from './settings.ts'

export type Trial = { readonly question: string; readonly settings: ListSettings; readonly 'ndcg@20': number }
export type Choice = { readonly lists: ListSettings; readonly popularity: PopularitySettings; readonly trials: readonly Trial[] }

/** Popularity at its best on the validation cut; ties go to the earlier choice. */
export function choosePopularity(cases: Cases): PopularitySettings {
  const owned = ownedItems(cases)
  const results = POPULARITY_CHOICES.map((settings) => meanNdcg(judge(cases, popularRanker(cases, settings, owned))))
  return POPULARITY_CHOICES[results.indexOf(Math.max(...results))]
}

/**
 * Coordinate search: one question at a time from START, each keeping the best answer by NDCG@20 on the validation cut. `most` bounds the
 * work in fits, so that the same data give the same choice on any machine. The callback hears the share done after each fit.
 */
export async function chooseSettings(cases: Cases, most: number, after: (share: number) => Promise<void>): Promise<Choice> {
  const popularity = choosePopularity(cases)
  const fallback = popularItems(cases, popularity)
  const owned = ownedItems(cases)
  const folds = new Map<string, Folds>()
  const trials: Trial[] = []
  const trial = (question: string, settings: ListSettings): Trial => {
    // Folding depends on three of the settings only and costs as much as a fit.
    const { behaviours, halfLifeDays, maxHistory } = settings.fit
    const key = JSON.stringify([behaviours, halfLifeDays, maxHistory])
    let folded = folds.get(key)
    if (folded === undefined) folds.set(key, folded = foldsOf(cases, settings))
    const rank = listRanker(cases, settings, fitAt(cases, settings, folded), fallback, owned)
    const done = { question, settings, 'ndcg@20': meanNdcg(judge(cases, rank)) }
    trials.push(done)
    return done
  }
  const present = new Set(cases.known.behaviour)
  const asked = QUESTIONS.filter(({ about }) => about === undefined || about.some((behaviour) => present.has(behaviour)))
  const planned = Math.min(most, 1 + asked.reduce((sum, question) => sum + question.answers(START).length, 0))
  let best = trial('start', START)
  await after(1 / planned)
  for (const { name, answers } of asked) {
    for (const settings of answers(best.settings)) {
      if (trials.length >= planned) break
      const next = trial(name, settings)
      if (next['ndcg@20'] > best['ndcg@20']) best = next
      await after(trials.length / planned)
    }
  }
  return { lists: best.settings, popularity, trials }
}
