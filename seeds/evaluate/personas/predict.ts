import { ndcg, hitRate } from '../../../models/rankingMetrics.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { derive } from '../../../models/rng.ts'
import { figuresOf, gainsOf, meanOfValues, type Figures, type Gains } from '../figures.ts'
import { contender, type Chosen, type Contender } from '../generator.ts'
import { popular } from '../generators/popular.ts'
import { judge, type Judged, type Metrics } from '../judge.ts'
import type { Problem } from '../problem.ts'
import { drawnLike } from './groupings.ts'
import type { Material } from './material.ts'
import { problemAt, type Moment, type Repeats } from './moment.ts'
import { membership, popularWithin, withinSearch, type Membership, type WithinSettings } from './popularWithin.ts'

const METRICS: Metrics = { 'ndcg@20': (ranked, relevant) => ndcg(ranked, relevant, 20), 'hr@20': (ranked, relevant) => hitRate(ranked, relevant, 20) }
const DECISIVE = 'ndcg@20'
const DEPTH = 20
/** Random groups are drawn so often and their figures averaged per person: one draw alone wanders by as much as small gains are. */
const DRAWS = 5

/** Both moments' groups of one kind. */
export type Pair = { readonly validation: Membership; readonly test: Membership }

/** Popularity within groups beside popularity with all, on people and purchases nobody chose anything by. */
export type Within = { readonly figures: Figures; readonly gain: Gains; readonly settings: object }

export type Prediction = {
  readonly repeats: Repeats
  readonly n: number
  readonly popularity: { readonly figures: Figures; readonly settings: object }
  readonly personas: Within & { readonly overRandom: Gains }
  readonly rfm: (Within & { readonly personasOver: Gains }) | null
  /** The control, with the personas' settings. */
  readonly random: Within & { readonly draws: number }
  /** What settings were chosen by: NDCG@20 at the earlier moment. */
  readonly validation: { readonly n: number; readonly popularity: number; readonly personas: number; readonly rfm: number | null }
}

/**
 * Does popularity within a persona say more about what comes next than popularity with all? Half-life of popularity, its weight in a
 * group's and whether groups are mixed are chosen at the earlier moment, with the groups of that moment; the later one is looked at once.
 */
export async function predict({ validation, test, halfLives }: Material, repeats: Repeats, personas: Pair, rfm: Pair | null, seed: number): Promise<Prediction> {
  const early = problemAt(validation, repeats)
  const late = problemAt(test, repeats)
  const choose = (each: Contender): Promise<Chosen> =>
    each.choose(early.given, () => derive(seed, each.name), (scorer) => meanOfValues(judge(early.cases, scorer, { [DECISIVE]: METRICS[DECISIVE] }, DEPTH)[DECISIVE]), () => {})
  const judged = async ({ fit }: Chosen): Promise<Judged> => judge(late.cases, await fit(late.given, derive(seed, 'fit')), METRICS, DEPTH)

  const start: PopularityOptions = { behaviours: [1], halfLifeDays: halfLives[0] }
  const everybody = await choose(contender('popularity', popular, { start, questions: [{ name: 'half-life', answers: (s) => halfLives.slice(1).map((halfLifeDays) => ({ ...s, halfLifeDays })) }] }))
  const within = ({ validation: a, test: b }: Pair, name: string, soft: boolean): Promise<Chosen> =>
    choose(contender(name, popularWithin(new Map([[validation.before, a], [test.before, b]])), withinSearch(everybody.settings as PopularityOptions, soft)))
  const byPersonas = await within(personas, 'personas', true)
  const byRfm = rfm === null ? null : await within(rfm, 'rfm', false)

  const [ofAll, ofPersonas] = [await judged(everybody), await judged(byPersonas)]
  const ofRandom = await control(late, test, personas.test, byPersonas.settings as WithinSettings, seed)
  const compare = (one: Judged, settings: object): Within => ({ figures: figuresOf(one, seed), gain: gainsOf(one, ofAll, seed), settings })
  const ofRfm = byRfm === null ? null : await judged(byRfm)
  return {
    repeats, n: late.cases.customers.length,
    popularity: { figures: figuresOf(ofAll, seed), settings: everybody.settings },
    personas: { ...compare(ofPersonas, byPersonas.settings), overRandom: gainsOf(ofPersonas, ofRandom, seed) },
    rfm: byRfm === null || ofRfm === null ? null : { ...compare(ofRfm, byRfm.settings), personasOver: gainsOf(ofPersonas, ofRfm, seed) },
    random: { ...compare(ofRandom, byPersonas.settings), draws: DRAWS },
    validation: { n: early.cases.customers.length, popularity: everybody.value, personas: byPersonas.value, rfm: byRfm?.value ?? null },
  }
}

/** Per person the mean over the draws. */
async function control(problem: Problem, moment: Moment, personas: Membership, settings: WithinSettings, seed: number): Promise<Judged> {
  const draws: Judged[] = []
  const labels = moment.people.map((customer) => personas.groupOf[customer])
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = membership(moment.before.customers, moment.people, drawnLike(labels, seed, draw), personas.groups)
    draws.push(judge(problem.cases, await popularWithin(new Map([[moment.before, drawn]])).fit(problem.given, settings, derive(seed, 'fit')), METRICS, DEPTH))
  }
  return Object.fromEntries(Object.keys(METRICS).map((name) => [name, draws[0][name].map((_, person) => draws.reduce((sum, each) => sum + each[name][person], 0) / DRAWS)]))
}
