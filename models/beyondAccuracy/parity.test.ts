import { describe, expect, it } from 'vitest'
import peer from '../fixtures/beyondAccuracy-peers.json' with { type: 'json' }
import { coverage, meanOf } from '../rankingMetrics.ts'
import { categoryShares, jensenShannon, miscalibration } from './calibration.ts'
import { attributeCosine, intraListDiversity, sameCategory } from './diversity.ts'
import { entropy, exposure, gini, personalisation } from './exposure.ts'
import { meanOfList, owners, selfInformation } from './popularityBias.ts'

const { lists, history, items, k, category } = peer
const customers = history.length
const owned = owners({ customers, items, customer: Int32Array.from(history.flatMap((own, u) => own.map(() => u))), item: Int32Array.from(history.flat()) })
const shown = exposure(lists, items, k)
const offsets = Int32Array.from([0, ...peer.attributes.map((_, i) => peer.attributes.slice(0, i + 1).flat().length)])
const attributes = { items, vocabulary: 12, offsets, attributes: Int32Array.from(peer.attributes.flat()) }

function expectEach(ours: (number | null)[], theirs: readonly number[]): void {
  expect(ours).toHaveLength(theirs.length)
  theirs.forEach((value, at) => { expect(ours[at]).toBeCloseTo(value, 9) })
}

describe(`parity: ${peer.madeBy}`, () => {
  it('RecBole: coverage, Gini, average popularity, share of the tail', () => {
    expect(coverage(lists, items, k)).toBeCloseTo(peer.recbole.coverage, 9)
    expect(gini(shown)).toBeCloseTo(peer.recbole.gini, 9)
    expect(meanOf(lists.map((list) => meanOfList(list, owned, k)))).toBeCloseTo(peer.recbole.arp, 9)
    const tail = owned.map((n) => (n <= peer.tailFrom ? 1 : 0))
    expect(meanOf(lists.map((list) => meanOfList(list, tail, k)))).toBeCloseTo(peer.recbole.tailShare, 9)
  })

  it('RecBole: entropy, which it gives in nats and divides by the number of items shown', () => {
    const kinds = shown.filter((n) => n > 0).length
    expect((entropy(shown) ?? NaN) * Math.LN2 / kinds).toBeCloseTo(peer.recbole.entropyPerItem, 9)
  })

  it('RecTools, per customer: novelty, average popularity, diversity by category', () => {
    const bits = selfInformation(owned, customers)
    expectEach(lists.map((list) => meanOfList(list, bits, k)), peer.rectools.novelty)
    expectEach(lists.map((list) => meanOfList(list, owned, k)), peer.rectools.arp)
    expectEach(lists.map((list) => intraListDiversity(list, sameCategory(category), k)), peer.rectools.diversity)
  })

  it('recommenders: entropy in bits, coverage of the items somebody owns', () => {
    expect(entropy(shown)).toBeCloseTo(peer.recommenders.entropy, 9)
    expect(coverage(lists, owned.filter((n) => n > 0).length, k)).toBeCloseTo(peer.recommenders.coverage, 9)
  })

  it('recmetrics: personalisation, novelty, similarity by attributes', () => {
    expect(personalisation(lists, items, k)).toBeCloseTo(peer.recmetrics.personalisation, 9)
    expect(meanOf(lists.map((list) => meanOfList(list, selfInformation(owned, customers), k)))).toBeCloseTo(peer.recmetrics.novelty, 9)
    expectEach(lists.map((list) => 1 - (intraListDiversity(list, attributeCosine(attributes), k) ?? NaN)), peer.recmetrics.similarity)
  })

  it('scipy: Kullback–Leibler with smoothing, Jensen–Shannon', () => {
    const shares = (own: number[]) => categoryShares(own, category, peer.categories) ?? []
    expectEach(lists.map((list, u) => miscalibration(shares(history[u]), shares(list))), peer.scipy.miscalibration)
    expectEach(lists.map((list, u) => jensenShannon(shares(history[u]), shares(list))), peer.scipy.jensenShannon)
  })
})
