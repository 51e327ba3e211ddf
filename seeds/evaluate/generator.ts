import type { Rng } from '../../models/rng.ts'
import type { Given } from './problem.ts'

/** scores[item] is valid for the items of `among` only, until the next call. */
export type Scored = { readonly scores: Float32Array; readonly among: Int32Array }

/** What a generator says about a customer of the histories; null: nothing. */
export type Scorer = {
  readonly score: (customer: number) => Scored | null
  /** Every item, best first: what follows behind the items with a score. */
  readonly otherwise: Int32Array
}

/** Settings to choose from: start, then one question after the other, each keeping the best answer so far. */
export type Search<S extends object> = {
  readonly start: S
  readonly questions: readonly { readonly name: string; readonly answers: (settings: S) => readonly S[] }[]
}

/** A way to recommend. Same given, settings and rng state: same scorer. */
export type Generator<S extends object> = {
  readonly fit: (given: Given, settings: S, rng: Rng) => Scorer | Promise<Scorer>
}

/** A generator with what it may choose from, its settings' type kept inside. */
export type Contender = {
  readonly name: string
  readonly trials: number
  /** Chooses by `judge` (higher is better, called with a scorer fitted on `given`); ties go to the earlier answer. */
  readonly choose: (given: Given, rng: () => Rng, judge: (scorer: Scorer) => number, after: () => void) => Promise<Chosen>
}

export type Chosen = { readonly settings: object; readonly value: number; readonly fit: (given: Given, rng: Rng) => Scorer | Promise<Scorer> }

export function contender<S extends object>(name: string, { fit }: Generator<S>, { start, questions }: Search<S>): Contender {
  return {
    name,
    trials: 1 + questions.reduce((sum, { answers }) => sum + answers(start).length, 0),
    choose: async (given, rng, judge, after) => {
      const valueOf = async (settings: S): Promise<number> => {
        const value = judge(await fit(given, settings, rng()))
        after()
        return value
      }
      let best = start
      let value = await valueOf(start)
      for (const { answers } of questions) {
        for (const settings of answers(best)) {
          const next = await valueOf(settings)
          if (next > value) [best, value] = [settings, next]
        }
      }
      return { settings: best, value, fit: (on, draws) => fit(on, best, draws) }
    },
  }
}
