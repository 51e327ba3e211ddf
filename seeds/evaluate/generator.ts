import type { Rng } from '../../models/rng.ts'
import type { Given } from './problem.ts'

/** scores[item] is valid for the items of `among` only, until the next call. */
export type Scored = { readonly scores: Float32Array; readonly among: Int32Array }

/** What a generator says about a customer of the histories; null: nothing. */
export type Scorer = {
  /** `wanted`: the only items that will be ranked, so that a scorer may pass over the others; without it all are. */
  readonly score: (customer: number, wanted?: Int32Array) => Scored | null
  /** Every item, best first: what follows behind the items with a score. */
  readonly otherwise: Int32Array
}

/** Settings to choose from: start, then one question after the other, each keeping the best answer so far. Those that help most come first: a budget cuts the end. */
export type Search<S extends object> = {
  readonly start: S
  readonly questions: readonly { readonly name: string; readonly answers: (settings: S) => readonly S[] }[]
}

/** A way to recommend. Same given, settings and rng state: same scorer. */
export type Generator<S extends object> = {
  readonly fit: (given: Given, settings: S, rng: Rng) => Scorer | Promise<Scorer>
  /** About what a fit and the judging of so many cases take on two processors of 2020; not given: nothing worth planning. */
  readonly seconds?: (given: Given, settings: S, cases: number) => number
}

/** What a search may take. It is planned by estimates from the sizes of the data, never by a clock, so that every machine chooses the same. */
export type Budget = {
  readonly seconds: number
  readonly cases: number
  /** The best scorer is handed back with the choice, at the price of its memory meanwhile. */
  readonly keep?: boolean
}

export const unlimited: Budget = { seconds: Infinity, cases: 0 }

/** A generator with what it may choose from, its settings' type kept inside. */
export type Contender = {
  readonly name: string
  readonly trials: number
  /** Chooses by `judge` (higher is better, called with a scorer fitted on `given`); ties go to the earlier answer. */
  readonly choose: (given: Given, rng: () => Rng, judge: (scorer: Scorer) => number, after: () => void, budget?: Budget) => Promise<Chosen>
}

export type Chosen = {
  readonly settings: object
  readonly value: number
  readonly fit: (given: Given, rng: Rng) => Scorer | Promise<Scorer>
  /** Settings judged, and those that the budget left out. */
  readonly tried?: number
  readonly leftOut?: number
  /** Seconds of the budget that they were planned to take. */
  readonly planned?: number
  /** The best as it was judged, where it was to be kept. */
  readonly scorer?: Scorer
}

export function contender<S extends object>(name: string, { fit, seconds }: Generator<S>, { start, questions }: Search<S>): Contender {
  return {
    name,
    trials: 1 + questions.reduce((sum, { answers }) => sum + answers(start).length, 0),
    choose: async (given, rng, judge, after, budget = unlimited) => {
      let planned = 0
      let tried = 0
      let leftOut = 0
      let value = NaN
      let kept: Scorer | undefined
      const valueOf = async (settings: S): Promise<number> => {
        tried++
        const scorer = await fit(given, settings, rng())
        const reached = judge(scorer)
        after()
        if (budget.keep === true && (kept === undefined || reached > value)) kept = scorer
        return reached
      }
      const affords = (settings: S): boolean => {
        const cost = seconds?.(given, settings, budget.cases) ?? 0
        if (planned + cost > budget.seconds) return false
        planned += cost
        return true
      }
      // The start is judged whatever it takes: it is what remains.
      planned += seconds?.(given, start, budget.cases) ?? 0
      let best = start
      value = await valueOf(start)
      for (const { answers } of questions) {
        for (const settings of answers(best)) {
          if (!affords(settings)) {
            leftOut++
            after()
            continue
          }
          const next = await valueOf(settings)
          if (next > value) [best, value] = [settings, next]
        }
      }
      return { settings: best, value, fit: (on, draws) => fit(on, best, draws), tried, leftOut, planned, ...(kept === undefined ? {} : { scorer: kept }) }
    },
  }
}
