import { integer } from '../../../models/draws.ts'
import type { Interactions } from '../../../models/interactions.ts'
import { hitRate, ndcg } from '../../../models/rankingMetrics.ts'
import type { Rng } from '../../../models/rng.ts'
import { blend } from '../generators/blend.ts'
import { easeLists } from '../generators/ease.ts'
import { ialsVectors } from '../generators/ials.ts'
import { mostPopular } from '../generators/listSearches.ts'
import type { Problem } from '../problem.ts'
import type { Protocol } from '../protocol.ts'
import { readNcf } from '../read/ncf.ts'
import { itemsOf } from '../splits/itemsOf.ts'
import { randomOne } from '../splits/randomShare.ts'

const NEGATIVES = 99

/** One item of each customer among listed others. */
function amongListed(train: Interactions, customers: Int32Array, wanted: readonly number[], negatives: readonly Int32Array[]): Problem {
  const candidates = negatives.map((items, at) => Int32Array.from(new Set([wanted[at], ...items])))
  return {
    given: { train, histories: train, now: 0 },
    cases: { customers, relevant: wanted.map((item) => new Set([item])), masked: null, candidates: (at) => candidates[at] },
  }
}

/** Items the customer never had in the training, each at most once. */
function drawNegatives(x: Interactions, own: Int32Array, rng: Rng): Int32Array {
  const had = new Set(own)
  const drawn = new Set<number>()
  const wanted = Math.min(NEGATIVES, x.items - had.size)
  while (drawn.size < wanted) {
    const item = integer(rng, x.items)
    if (!had.has(item)) drawn.add(item)
  }
  return Int32Array.from(drawn)
}

export const ncf: Protocol = {
  name: 'ncf',
  help: 'a folder with train.pairs.tsv (or train.rating), test.rating and test.negative, also .gz: leave-one-out with 99 listed negatives, as in Neural Collaborative Filtering.',
  split: 'as given: one item a user, ranked among the 99 items listed for the user',
  masked: 'nothing: the 100 listed items are ranked',
  validation: 'one random training item of each user among 99 drawn items the user does not have in training',
  metrics: { 'hr@10': (ranked, relevant) => hitRate(ranked, relevant, 10), 'ndcg@10': (ranked, relevant) => ndcg(ranked, relevant, 10) },
  decisive: 'ndcg@10',
  depth: 10,
  load: async (path, read) => {
    const { train, customers, wanted, negatives, counts } = await readNcf(path, read)
    return {
      test: amongListed(train, customers, wanted, negatives),
      validation: (rng) => {
        const held = randomOne(train, rng)
        const own = itemsOf(train)
        const others = Array.from(held.customers, (customer) => drawNegatives(train, own(customer), rng))
        return amongListed(held.train, held.customers, held.relevant.map((items) => [...items][0]), others)
      },
      counts,
    }
  },
  baselines: [mostPopular],
  contenders: [blend('EASE and iALS', [easeLists, ialsVectors(192)])],
}
