import { chooseWeights } from '../../../models/fusion/chooseWeights.ts'
import type { Rng } from '../../../models/rng.ts'
import type { Chosen, Contender, Scored, Scorer } from '../generator.ts'
import type { Given } from '../problem.ts'

const grid = [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2.5]

/**
 * Score fusion: each part chooses its settings by itself, then the weights are fitted on the same validation cut. The score of an item is
 * Σ weight · score / best score of the part for this customer; a part that is silent adds nothing. Weight 0 leaves a part out.
 */
export function blend(name: string, parts: readonly Contender[]): Contender {
  return {
    name,
    trials: parts.reduce((sum, { trials }) => sum + trials, 0) + 1,
    choose: async (given, rng, judge, after) => {
      const chosen: Chosen[] = []
      const scorers: Scorer[] = []
      for (const part of parts) {
        const best = await part.choose(given, rng, judge, after)
        chosen.push(best)
        scorers.push(remembered(await best.fit(given, rng())))
      }
      const { weights, value } = chooseWeights(parts.length, (tried) => judge(blended(scorers, tried, given.train.items)), { grid, rounds: 2 })
      after()
      return {
        value,
        settings: Object.fromEntries(parts.map((part, k) => [part.name, { weight: weights[k], alone: chosen[k].value, ...chosen[k].settings }])),
        fit: (on, draws) => fitBlend(chosen, weights, on, draws),
      }
    },
  }
}

async function fitBlend(chosen: readonly Chosen[], weights: readonly number[], given: Given, rng: Rng): Promise<Scorer> {
  const scorers: Scorer[] = []
  for (const [k, part] of chosen.entries()) scorers.push(weights[k] === 0 ? silent(given.train.items) : await part.fit(given, rng))
  return blended(scorers, weights, given.train.items)
}

function blended(scorers: readonly Scorer[], weights: readonly number[], items: number): Scorer {
  const scores = new Float32Array(items)
  const round = new Int32Array(items)
  const among = new Int32Array(items)
  let rounds = 0
  const first = weights.findIndex((weight) => weight !== 0)
  return {
    score: (customer) => {
      rounds++
      let size = 0
      scorers.forEach((scorer, k) => {
        if (weights[k] === 0) return
        const scored = scorer.score(customer)
        if (scored === null) return
        const factor = weights[k] / bestOf(scored)
        for (const item of scored.among) {
          if (round[item] !== rounds) {
            round[item] = rounds
            scores[item] = 0
            among[size++] = item
          }
          scores[item] += factor * scored.scores[item]
        }
      })
      return size === 0 ? null : { scores, among: among.subarray(0, size) }
    },
    otherwise: scorers[Math.max(0, first)].otherwise,
  }
}

function bestOf({ scores, among }: Scored): number {
  let best = 0
  for (const item of among) best = Math.max(best, scores[item])
  return best || 1
}

function silent(items: number): Scorer {
  return { score: () => null, otherwise: Int32Array.from({ length: items }, (_, item) => item) }
}

/** Weights are tried by the dozen: what a scorer says of a customer is kept. */
function remembered(scorer: Scorer): Scorer {
  const said = new Map<number, { readonly among: Int32Array; readonly values: Float32Array } | null>()
  const scores = new Float32Array(scorer.otherwise.length)
  return {
    score: (customer) => {
      let known = said.get(customer)
      if (known === undefined) {
        const scored = scorer.score(customer)
        known = scored === null ? null : { among: scored.among.slice(), values: Float32Array.from(scored.among, (item) => scored.scores[item]) }
        said.set(customer, known)
      }
      if (known === null) return null
      for (let k = 0; k < known.among.length; k++) scores[known.among[k]] = known.values[k]
      return { scores, among: known.among }
    },
    otherwise: scorer.otherwise,
  }
}
