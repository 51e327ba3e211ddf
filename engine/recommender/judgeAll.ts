import type { ItemLists } from '../../models/itemLists.ts'
import { difference, estimate, judge, listRanker, meanNdcg, popularItems, popularRanker, type Difference, type Estimate, type FittedAt, type Judged } from './evaluate.ts'
import { readingOf, type PartSettings } from './parts.ts'
import type { PopularitySettings } from './popularitySettings.ts'
import type { Gate } from './registry.ts'
import { stackLists } from './servedLists.ts'
import type { Moment } from './rankerLook.ts'
import { rerank, type RankerFit } from './trainRanker.ts'

export type Verdict = {
  readonly popularity: Estimate
  /** The blend of lists, and each of its generators by itself. */
  readonly lists: Estimate
  readonly alone: { readonly [generator: string]: Estimate }
  readonly ranker: Estimate | null
  /** What is served against popularity, the ranker against the lists, the recipe chosen against the one in use; paired over the same customers. */
  readonly gain: Difference
  readonly rankerGain: Difference | null
  readonly championGain: Difference | null
  readonly recipe: 'challenger' | 'champion'
  readonly served: 'lists' | 'ranker'
  readonly gate: Gate
  readonly judged: { readonly popularity: Judged; readonly served: Judged }
}

export type Contest = {
  readonly popularity: PopularitySettings
  readonly seed: number
  readonly challenger: Moment
  /** The recipe in use, fitted on the same part: what it was trained on lies in the test, so its artefact cannot be judged. */
  readonly champion: Moment | null
  /** The challenger's parts, each with its lists. */
  readonly alone: readonly { readonly settings: PartSettings; readonly lists: ItemLists }[]
}

export type Standing = { readonly winner: Verdict['recipe']; readonly with: (ranker: RankerFit | null) => Verdict }

/**
 * Judges lists on the test part. A new recipe wins only when the 95 % interval of its gain in NDCG@20 over the one in use lies above 0: a
 * draw changes nothing. `with` adds the ranker, which serves only if its gain over the lists does, and closes the gate unless what is
 * served beats popularity in the same way.
 */
export function judgeAll({ popularity, seed, challenger, champion, alone }: Contest): Standing {
  const { cases } = challenger
  const popular = judge(cases, popularRanker(cases, popularity))
  const fallback = popularItems(cases, popularity)
  const listsOf = (moment: Moment): Judged => judge(cases, listRanker(cases, moment.fitted, fallback))
  const challenged = listsOf(challenger)
  const reigning = champion === null ? null : listsOf(champion)
  const championGain = reigning === null ? null : difference(challenged, reigning, seed)
  const winner = reigning !== null && championGain !== null && championGain['ndcg@20'].low <= 0 ? 'champion' : 'challenger'
  const best = winner === 'champion' && champion !== null && reigning !== null ? { moment: champion, judged: reigning } : { moment: challenger, judged: challenged }
  const singles = Object.fromEntries(alone.map(({ settings, lists }) => [settings.generator, estimate(judge(cases, listRanker(cases, onePart(challenger.fitted, settings, lists), fallback)), seed)]))
  return {
    winner,
    with: (ranker) => {
      const ranked = ranker === null ? null : judge(cases, rerank(ranker.ranker, best.moment))
      const rankerGain = ranked === null ? null : difference(ranked, best.judged, seed)
      const served = ranked !== null && rankerGain !== null && rankerGain['ndcg@20'].low > 0 ? 'ranker' : 'lists'
      const judged = served === 'ranker' && ranked !== null ? ranked : best.judged
      const gain = difference(judged, popular, seed)
      return {
        popularity: estimate(popular, seed), lists: estimate(best.judged, seed), alone: singles, ranker: ranked === null ? null : estimate(ranked, seed),
        gain, rankerGain, championGain, recipe: winner, served, gate: gateOf(gain, popular, winner), judged: { popularity: popular, served: judged },
      }
    },
  }
}

function onePart(fitted: FittedAt, part: PartSettings, lists: ItemLists): FittedAt {
  const nothing = { items: new Int32Array(0), scores: new Float32Array(0) }
  const served = stackLists(lists.items, [{ reading: readingOf(part), lists }], { everybody: nothing, personas: [], places: [] }, { everybody: 0, persona: 0, place: 0, halfLifeDays: null, exponent: 1, growth: 0 })
  return { ...fitted, served }
}

function gateOf(gain: Difference, popular: Judged, winner: Verdict['recipe']): Gate {
  const { mean, low, high } = gain['ndcg@20']
  const reason = `NDCG@20 gain over popularity ${round(mean)}, 95 % interval ${round(low)} to ${round(high)}, n = ${popular.ndcg.length}`
  const recipe = winner === 'champion' ? '; the recipe in use stays, no other is better beyond doubt' : ''
  return low > 0 ? { passed: true, reason: reason + recipe } : { passed: false, reason: `${reason}: it does not beat popularity (mean ${round(meanNdcg(popular))})` }
}


function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
