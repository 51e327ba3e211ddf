import { chooseWeights } from '../../../models/fusion/chooseWeights.ts'
import type { Rng } from '../../../models/rng.ts'
import { unlimited, type Chosen, type Contender, type Scored, type Scorer } from '../generator.ts'
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
    choose: async (given, rng, judge, after, budget = unlimited) => {
      const chosen: Chosen[] = []
      const scorers: Scorer[] = []
      let left = budget.seconds
      for (const [k, part] of parts.entries()) {
        // What a part leaves goes to those after it.
        const share = left / (parts.length - k)
        const best = await part.choose(given, rng, judge, after, { ...budget, seconds: share, keep: true })
        left -= Math.min(share, best.planned ?? share)
        chosen.push({ ...best, scorer: undefined })
        scorers.push(remembered(best.scorer ?? await best.fit(given, rng())))
      }
      const { weights, value } = chooseWeights(parts.length, (tried) => judge(blended(scorers, tried, given.train.items)), { grid, rounds: 2 })
      after()
      return {
        value,
        tried: sumOf(chosen, 'tried'),
        leftOut: sumOf(chosen, 'leftOut'),
        planned: sumOf(chosen, 'planned'),
        settings: Object.fromEntries(parts.map((part, k) => [part.name, { weight: weights[k], alone: chosen[k].value, ...chosen[k].settings }])),
        fit: (on, draws) => fitBlend(chosen, weights, on, draws),
      }
    },
  }
}

function sumOf(chosen: readonly Chosen[], count: 'tried' | 'leftOut' | 'planned'): number {
  return chosen.reduce((sum, each) => sum + (each[count] ?? 0), 0)
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
    score: (customer, wanted) => {
      rounds++
      let size = 0
      scorers.forEach((scorer, k) => {
        if (weights[k] === 0) return
        const scored = scorer.score(customer, wanted)
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

type Said = { readonly wanted: Int32Array | undefined; readonly among: Int32Array; readonly values: Float32Array } | null

/** Weights are tried by the dozen: what a scorer says of a customer is kept, of the wanted items alone where only they are ranked. */
function remembered(scorer: Scorer): Scorer {
  const said = new Map<number, Said>()
  const scores = new Float32Array(scorer.otherwise.length)
  const ask = (customer: number, wanted: Int32Array | undefined): Said => {
    const scored = scorer.score(customer, wanted)
    if (scored === null) return null
    const among = scored.among.slice()
    return { wanted, among, values: Float32Array.from(among, (item) => scored.scores[item]) }
  }
  return {
    score: (customer, wanted) => {
      let known = said.get(customer)
      if (known === undefined || (known !== null && known.wanted !== wanted)) said.set(customer, known = ask(customer, wanted))
      if (known === null) return null
      for (let k = 0; k < known.among.length; k++) scores[known.among[k]] = known.values[k]
      return { scores, among: known.among }
    },
    otherwise: scorer.otherwise,
  }
}
