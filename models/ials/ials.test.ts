import { describe, expect, it } from 'vitest'
import peer from '../fixtures/ials-implicit.json' with { type: 'json' }
import { itemListContract } from '../itemListContract.ts'
import { weightOf } from '../itemLists.ts'
import { rowOf } from '../matrix.ts'
import { computeAlone } from '../parallel/alone.ts'
import { createRng } from '../rng.ts'
import type { CustomerItems } from '../strengths.ts'
import { ialsLists, similarItems } from './factorLists.ts'
import { foldIn, scoreItems } from './foldIn.ts'
import { foldInAll } from './foldInAll.ts'
import { fitIals, ialsOf } from './ials.ts'
import type { IalsModel, IalsOptions } from './ials.ts'

const options: IalsOptions = { dimensions: 4, unobserved: 0.5, regularisation: 0.1, frequencyExponent: 0, epochs: 60, steps: 4, deviation: 1 }

function strengthsOf(seen: readonly (readonly number[])[], items: number, value = 1): CustomerItems {
  const offsets = new Int32Array(seen.length + 1)
  seen.forEach((row, customer) => { offsets[customer + 1] = offsets[customer] + row.length })
  const strength = new Float32Array(offsets[seen.length]).fill(value)
  return { customers: seen.length, items, offsets, item: Int32Array.from(seen.flat()), source: strength, target: strength, at: new Float64Array(strength.length) }
}

function predict(model: IalsModel, items: readonly number[], confidence = 1): number[] {
  const w = foldIn(model, { items: Int32Array.from(items), weights: new Float32Array(items.length).fill(confidence) })
  const scores = new Float32Array(model.items.rows)
  if (w === null) throw new Error('The model knows none of these items.')
  scoreItems(model, w, scores)
  return [...scores]
}

const behaviours = [0.3, 0.6, 1].map((source) => ({ source, target: source }))
const folding = { behaviours, halfLifeDays: 30, maxHistory: 100 }

itemListContract('iALS as lists', (x, now, rng) =>
  ialsLists(fitIals(x, { ...options, ...folding, frequencyExponent: 1, epochs: 5 }, now, rng, computeAlone()), 100, computeAlone()))

itemListContract('iALS similarity', (x, now, rng) =>
  similarItems(fitIals(x, { ...options, ...folding, epochs: 5 }, now, rng, computeAlone()), 100, computeAlone()))

describe('iALS by hand', () => {
  it('predicts (a − √(λ_u λ_i)) / (a + α₀) for one customer with one item', () => {
    const model = ialsOf(strengthsOf([[0]], 1, 2), options, createRng(1), computeAlone())
    // Minimum over p = w·h of a (1 − p)² + α₀ p² + 2 √(λ_u λ_i) p, once both vectors share the penalty.
    expect(predict(model, [0], 2)[0]).toBeCloseTo((2 - 0.1) / (2 + 0.5), 4)
    const frequent = ialsOf(strengthsOf([[0]], 1, 2), { ...options, frequencyExponent: 1 }, createRng(1), computeAlone())
    expect(predict(frequent, [0], 2)[0]).toBeCloseTo((2 - 0.1 * 1.5) / (2 + 0.5), 4)
  })

  it('keeps apart what never meets', () => {
    const model = ialsOf(strengthsOf([[0], [1], [0], [1]], 2), options, createRng(1), computeAlone())
    const [own, other] = predict(model, [0])
    expect(own).toBeGreaterThan(0.5)
    expect(other).toBeCloseTo(0, 4)
  })

  it('gives items without customers no vector, and customers without known items none', () => {
    const model = ialsOf(strengthsOf([[0, 1], [], [0]], 3), options, createRng(1), computeAlone())
    expect([...rowOf(model.items, 2)]).toEqual([0, 0, 0, 0])
    expect(foldIn(model, { items: Int32Array.from([7, -1]), weights: new Float32Array(2).fill(1) })).toBeNull()
  })

  it('serves an average customer the same by lists as by their vector', () => {
    // Everyone has the same two items, so everyone is average and nothing is lost.
    const model = ialsOf(strengthsOf([[0, 1], [0, 1]], 3), { ...options, frequencyExponent: 1 }, createRng(1), computeAlone())
    const lists = ialsLists(model, 10, computeAlone())
    const [first] = predict(model, [0, 1])
    const own = rowOf(model.items, 0)
    // The own entry is left out of the lists; what item 1 says of item 0 is half of the score, since both have one vector.
    expect(2 * (weightOf(lists, 1, 0) ?? 0)).toBeCloseTo(first, 3)
    expect(own.some((value) => value !== 0)).toBe(true)
    expect(weightOf(lists, 0, 2)).toBeNull()
    expect(weightOf(similarItems(model, 10, computeAlone()), 0, 1)).toBeCloseTo(1, 4)
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  it('comes to the same predictions', () => {
    const settings = { ...options, dimensions: 12, unobserved: 1, regularisation: peer.regularisation, epochs: 300, steps: 12 }
    const model = ialsOf(strengthsOf(peer.seen, peer.items, peer.a), settings, createRng(3), computeAlone())
    peer.seen.forEach((items, customer) => {
      predict(model, items, peer.a).forEach((value, item) => expect(value).toBeCloseTo(peer.predicted[customer][item], 3))
    })
  })
})

describe('fold-in of many', () => {
  it('gives each the vector of their own fold-in, and nothing to who has nothing', () => {
    const x = strengthsOf([...peer.seen, []], peer.items)
    const model = ialsOf(x, { ...options, dimensions: 12, frequencyExponent: 1, epochs: 20 }, createRng(4), computeAlone())
    const vectors = foldInAll(model, x, computeAlone())
    x.offsets.subarray(0, x.customers).forEach((from, customer) => {
      const items = x.item.subarray(from, x.offsets[customer + 1])
      const alone = foldIn(model, { items, weights: new Float32Array(items.length).fill(1) })
      rowOf(vectors, customer).forEach((value, k) => expect(value).toBeCloseTo(alone?.[k] ?? 0, 4))
    })
    expect([...rowOf(vectors, peer.seen.length)]).toEqual(Array.from({ length: 12 }, () => 0))
    expect(() => foldInAll(model, { ...x, items: 3 }, computeAlone())).toThrow('Histories over 3 items')
  })
})

describe('iALS, whatever the start', () => {
  it('is a fixed point: another sweep changes next to nothing, and the loss is no higher than that of any customer moved', () => {
    const x = strengthsOf(peer.seen, peer.items)
    const few = ialsOf(x, { ...options, epochs: 200, steps: 12 }, createRng(5), computeAlone())
    const more = ialsOf(x, { ...options, epochs: 201, steps: 12 }, createRng(5), computeAlone())
    peer.seen.forEach((items) => predict(few, items).forEach((value, item) => expect(value).toBeCloseTo(predict(more, items)[item], 3)))
    const w = foldIn(few, { items: Int32Array.from(peer.seen[0]), weights: new Float32Array(peer.seen[0].length).fill(1) })
    if (w === null) throw new Error('no vector')
    const lossOf = (moved: Float64Array): number => {
      const scores = new Float32Array(peer.items)
      scoreItems(few, moved, scores)
      return scores.reduce((sum, score) => sum + 0.5 * score * score, 0)
        + peer.seen[0].reduce((sum, item) => sum + (1 - scores[item]) ** 2, 0) + 0.1 * moved.reduce((sum, value) => sum + value * value, 0)
    }
    const rng = createRng(6)
    for (let n = 0; n < 50; n++) expect(lossOf(w.map((value) => value + 0.2 * (rng() - 0.5)))).toBeGreaterThanOrEqual(lossOf(w) - 1e-5)
  })

  it('does not depend on how the work is cut', () => {
    const x = strengthsOf(peer.seen, peer.items)
    const together = ialsOf(x, options, createRng(5), computeAlone())
    const alone = computeAlone()
    const cut = ialsOf(x, options, createRng(5), { ...alone, run: (job) => alone.run({ ...job, chunk: 3 }) })
    expect(cut).toEqual(together)
  })
})
