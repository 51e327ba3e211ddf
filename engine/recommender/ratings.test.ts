import { describe, expect, it } from 'vitest'
import type { Interactions } from '../../models/interactions.ts'
import { computeAlone } from '../../models/parallel/alone.ts'
import { createRng } from '../../models/rng.ts'
import { fitTransitions } from '../../models/sessions/transitions.ts'
import { foldStrengths, historyOf } from '../../models/strengths.ts'
import type { ArtefactId } from '../ids.ts'
import { behaviourCode, DISLIKED, LIKED, PURCHASE, RETURN, VIEW } from './behaviours.ts'
import { casesAt } from './cases.ts'
import { blendJudge, scoreCases } from './caseScores.ts'
import { listRanker, popularItems, popularRanker } from './evaluate.ts'
import { fitRecipe } from './fitRecipe.ts'
import { historyIn, readHistories } from './histories.ts'
import { itemFactsAt } from './itemFacts.ts'
import { STARTS } from './partQuestions.ts'
import { groundOf } from './parts.ts'
import { dislikedOf } from './passedOver.ts'
import { looker } from './rankerLook.ts'
import { BEHAVIOUR_WEIGHTS, START_READINGS, withRatings, type Recipe } from './recipe.ts'
import { scoreVisitor } from './scoreVisitor.ts'
import { serveModel } from './servedModel.ts'

const HOUR = 3_600_000
const CUT = 1000 * HOUR
const [NOTED, BOUGHT, OTHER] = [0, 1, 2]
type Row = readonly [customer: number, item: number, behaviour: number, at: number]

/** 40 customers buy items 0, 1 and 2 before the cut; customer 0 `did` besides, and buys item 1 after it. */
function shop(did: readonly Row[]): Interactions {
  const rows: Row[] = []
  for (let customer = 1; customer <= 40; customer++) for (const item of [NOTED, BOUGHT, OTHER]) rows.push([customer, item, PURCHASE, (customer + item) * HOUR])
  const all = [[0, OTHER, PURCHASE, 100 * HOUR] as Row, ...did, [0, BOUGHT, PURCHASE, CUT + HOUR] as Row, ...rows]
  const column = (k: 0 | 1 | 2 | 3) => all.map((row) => row[k])
  return { customers: 41, items: 4, customer: Int32Array.from(column(0)), item: Int32Array.from(column(1)), behaviour: Uint8Array.from(column(2)), at: Float64Array.from(column(3)) }
}

const recipe: Recipe = {
  readings: START_READINGS, bought: 'keep', projection: null, context: { everybody: 1, persona: 0, place: 0, halfLifeDays: null, exponent: 0.5, growth: 0.5 },
  parts: [STARTS.own, STARTS.cooccurrence].map((settings) => ({ settings, weight: 1 })),
}

/** What each way of judging, and serving, shows customer 0. */
function shown(did: readonly Row[], by: Recipe = recipe) {
  const x = shop(did)
  const cases = casesAt(x, CUT, Infinity, 10, createRng(1))
  const ground = groundOf(cases.known, CUT, 1, computeAlone())
  const facts = itemFactsAt(cases.known, CUT, null, null)
  const served = fitRecipe(ground, by, facts, null)
  const histories = readHistories(cases.histories, by.readings, cases.moments)
  const fitted = { served, histories, recipe: by, personas: null, places: null }
  const catalogue = { price: new Float32Array(4).fill(NaN), category: new Int32Array(4).fill(-1) }
  const model = serveModel({ artefactId: '' as ArtefactId, version: '1', model: { itemIds: ['0', '1', '2', '3'], recipe: by, asOf: CUT, served, facts, personaIds: [], placeKeys: [], ranker: null } })
  const touches = [[0, OTHER, PURCHASE, 100 * HOUR] as Row, ...did].map(([, item, behaviour, at]) => ({ item, behaviour, at }))
  const answer = scoreVisitor(model, touches, { catalogue, persona: -1, place: -1, now: cases.moments[0], personalised: true, passed: () => false, most: 20 })
  return {
    cases, histories, answer, judged: Array.from(listRanker(cases, fitted, popularItems(cases, { halfLifeDays: null, own: 'keep' }))(0)),
    popular: Array.from(popularRanker(cases, { halfLifeDays: null, own: 'keep' })(0)), looked: [...looker({ cases, fitted, facts, catalogue })(0).candidates.items], answered: [...answer?.items ?? []],
    lists: ground.lists(by.readings, STARTS.cooccurrence),
  }
}

const rated = (behaviour: number, item = NOTED, at = 200 * HOUR): Row => [0, item, behaviour, at]

describe('a rating', () => {
  it.each([[5, LIKED], [4, LIKED], [3.9, null], [3, null], [2.1, null], [2, DISLIKED], [1, DISLIKED], [null, null]])('of %s is behaviour %s', (rating, code) => {
    expect(behaviourCode('rate', rating)).toBe(code)
  })
  it('changes no other action, whose codes are those of models that are served', () => {
    expect(['view', 'cart', 'purchase', 'return', 'uncart', 'liked', 'disliked'].map((action) => behaviourCode(action, 5))).toEqual([0, 1, 2, 3, null, null, null])
  })
  it('is the latest one given; of two at once the worse', () => {
    const at = (behaviour: number, when: number) => ({ item: 'a', behaviour, at: when })
    expect([...dislikedOf([at(DISLIKED, 1), at(LIKED, 2)])]).toEqual([])
    expect([...dislikedOf([at(LIKED, 2), at(DISLIKED, 3), at(PURCHASE, 9)])]).toEqual(['a'])
    expect([...dislikedOf([at(DISLIKED, 2), at(LIKED, 2)])]).toEqual(['a'])
    expect([...dislikedOf([at(RETURN, 2), at(VIEW, 3)])]).toEqual([])
  })
  it('has no place in the order of what was done, and sells nothing', () => {
    const x = shop([rated(LIKED), rated(DISLIKED, 3)])
    const before = shop([])
    expect([...readHistories(x, START_READINGS, 2 * CUT).order(0).items]).toEqual([...readHistories(before, START_READINGS, 2 * CUT).order(0).items])
    expect(itemFactsAt(x, 2 * CUT, null, null).share).toEqual(itemFactsAt(before, 2 * CUT, null, null).share)
    expect(itemFactsAt(x, 2 * CUT, null, null).trend).toEqual(itemFactsAt(before, 2 * CUT, null, null).trend)
    expect(fitTransitions(x, STARTS.transitions.fit, 2 * CUT)).toEqual(fitTransitions(before, STARTS.transitions.fit, 2 * CUT))
  })
})

describe('what somebody liked', () => {
  it('speaks for what goes with it, in judging as in serving', () => {
    const { histories, answer } = shown([rated(LIKED)])
    const taste = historyIn(histories, 'taste', 0)
    expect([...taste.items]).toEqual([OTHER, NOTED])
    expect(taste.weights[1]).toBeGreaterThan(0)
    expect([...answer?.sources.history.weights ?? []]).toEqual(expect.arrayContaining([...taste.weights]))
  })
  it('is learned from: who bought one and liked another ties them together', () => {
    const rows: Row[] = Array.from({ length: 30 }, (_, k): Row[] => [[0, 3, LIKED, 300 * HOUR + k]]).flat()
    const { lists } = shown(rows)
    const neighbours = [...lists.neighbours.subarray(lists.offsets[3], lists.offsets[4])]
    expect(neighbours).toContain(OTHER)
    expect([...shown([]).lists.neighbours]).not.toContain(3)
  })
})

describe('what somebody disliked', () => {
  it.each([[[rated(DISLIKED)]], [[[0, NOTED, PURCHASE, 150 * HOUR], rated(DISLIKED)]], [[rated(LIKED), rated(DISLIKED, NOTED, 201 * HOUR)]]] as readonly (readonly [readonly Row[]])[])('is shown in no list, judged or served (%j)', (did) => {
    const before = shown([])
    for (const list of [before.judged, before.popular, before.looked, before.answered]) expect(list).toContain(NOTED)
    const after = shown(did)
    for (const list of [after.judged, after.popular, after.looked, after.answered]) {
      expect(list).not.toContain(NOTED)
      expect(list).toContain(BOUGHT)
    }
    expect(after.answered).toEqual(after.judged.slice(0, after.answered.length))
  })
  it('is passed over where recipes are chosen', () => {
    const { cases, lists, histories } = shown([rated(DISLIKED, BOUGHT)])
    const scores = scoreCases(lists, (customer) => historyIn(histories, 'taste', customer), cases)
    // What is looked for is what they disliked, and so not shown.
    expect(blendJudge(cases)([{ scores, weight: 1 }], 'keep')).toBe(0)
    expect(blendJudge({ ...cases, histories: { ...cases.histories, behaviour: cases.histories.behaviour.map((code) => (code === DISLIKED ? VIEW : code)) } })([{ scores, weight: 1 }], 'keep')).toBeGreaterThan(0)
  })
  it('takes back the purchase before it', () => {
    const { histories } = shown([[0, NOTED, PURCHASE, 150 * HOUR], rated(DISLIKED)])
    expect([...historyIn(histories, 'taste', 0).items]).toEqual([OTHER])
  })
  it('is forgiven by a later good word', () => {
    const { answered, judged } = shown([rated(DISLIKED), rated(LIKED, NOTED, 300 * HOUR)])
    expect(answered).toContain(NOTED)
    expect(judged).toContain(NOTED)
  })
  it('does not speak even where only views are left to go by', () => {
    const only = { ...recipe, readings: { ...START_READINGS, taste: { ...START_READINGS.taste, behaviours: BEHAVIOUR_WEIGHTS.purchases } } }
    const x = shop([])
    const facts = itemFactsAt(x, 2 * CUT, null, null)
    const served = fitRecipe(groundOf(x, 2 * CUT, 1, computeAlone()), only, facts, null)
    const model = serveModel({ artefactId: '' as ArtefactId, version: '1', model: { itemIds: ['0', '1', '2', '3'], recipe: only, asOf: CUT, served, facts, personaIds: [], placeKeys: [], ranker: null } })
    const options = { catalogue: { price: new Float32Array(4), category: new Int32Array(4) }, persona: -1, place: -1, now: CUT, personalised: true, passed: () => false, most: 20 }
    const viewed = { item: OTHER, behaviour: VIEW, at: HOUR }
    expect(scoreVisitor(model, [viewed], options)?.items.length).toBeGreaterThan(0)
    expect(scoreVisitor(model, [viewed, { item: OTHER, behaviour: DISLIKED, at: 2 * HOUR }], options)).toBeNull()
  })
})

describe('weights', () => {
  it('of an artefact that knows four behaviours let ratings count for nothing, and still show no disliked item', () => {
    const four = (of: keyof typeof BEHAVIOUR_WEIGHTS) => BEHAVIOUR_WEIGHTS[of].slice(0, LIKED)
    const old: Recipe = { ...recipe, readings: { ...START_READINGS, taste: { ...START_READINGS.taste, behaviours: four('all') }, own: { ...START_READINGS.own, behaviours: four('purchases') } } }
    const [quiet, rating] = [shown([], old), shown([rated(LIKED), rated(DISLIKED, 3)], old)]
    expect(historyIn(rating.histories, 'taste', 0)).toEqual(historyIn(quiet.histories, 'taste', 0))
    expect(rating.answered).toEqual(quiet.answered)
    expect(shown([rated(DISLIKED)], old).answered).not.toContain(NOTED)
  })
  it('say good of good ratings and ill of bad ones, in every set', () => {
    for (const set of Object.values(BEHAVIOUR_WEIGHTS)) {
      expect(Math.min(set[LIKED].source, set[LIKED].target)).toBeGreaterThan(0)
      expect(Math.max(set[DISLIKED].source, set[DISLIKED].target)).toBeLessThan(0)
    }
  })
  it('can be asked to count ratings more, or not at all', () => {
    const behaviours = withRatings(BEHAVIOUR_WEIGHTS.all, 1, -2)
    expect(behaviours.slice(0, LIKED)).toEqual(BEHAVIOUR_WEIGHTS.all.slice(0, LIKED))
    expect([behaviours[LIKED].source, behaviours[DISLIKED].target]).toEqual([1, -2])
    const strength = (weights: typeof behaviours) => historyOf(foldStrengths(shop([rated(LIKED)]), { ...START_READINGS.taste, behaviours: weights }, 2 * CUT), 0)
    expect(strength(behaviours).weights[1]).toBeGreaterThan(strength(BEHAVIOUR_WEIGHTS.all).weights[1])
    expect([...strength(withRatings(behaviours, 0, 0)).items]).toEqual([OTHER, BOUGHT])
  })
})
