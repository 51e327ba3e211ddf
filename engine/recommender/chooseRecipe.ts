import type { Cases } from './cases.ts'
import { blendJudge, gathered, scaled, scoreCases, type CaseScores } from './caseScores.ts'
import { contextRowsAt } from './contextRows.ts'
import { historyIn, massOf, readHistories } from './histories.ts'
import type { Grouping, ItemFacts } from './itemFacts.ts'
import { judgingSeconds, secondsOf, sizeOf } from './partCosts.ts'
import { fitPart, readingOf, type GeneratorName, type Ground, type PartSettings } from './parts.ts'
import { questionsOf, STARTS, type Tuning } from './partQuestions.ts'
import { START_READINGS, type ContextWeights, type Readings, type Recipe } from './recipe.ts'

/** One thing that was tried, what the blend was worth with it on the validation cut, and whether it stayed. */
export type Trial = { readonly part: GeneratorName | 'context' | 'weights'; readonly question: string; readonly answer: string; readonly 'ndcg@20': number; readonly kept: boolean }

export type Choice = {
  readonly recipe: Recipe
  readonly 'ndcg@20': number
  readonly trials: readonly Trial[]
  /** Generators that the budget had no room for. */
  readonly left: readonly GeneratorName[]
  readonly seconds: { readonly budget: number; readonly planned: number }
}

/** All that was known at the validation cut. */
export type Choosing = { readonly cases: Cases; readonly ground: Ground; readonly facts: ItemFacts; readonly personas: Grouping | null; readonly places: Grouping | null; readonly popularHalfLifeDays: number | null }

/** A generator stays when the blend gains so much of its worth by it: lists cost time in every answer. */
const WORTH_KEEPING = 0.004
/** A part that stays is fitted three times more: for the ranker, for the judging and for serving. */
const LATER_FITS = 3
const WEIGHTS = [0.1, 0.3, 1, 3, 10]
const GROWTHS = [0, 0.5, 1]
const GENERATORS: readonly GeneratorName[] = ['own', 'cooccurrence', 'transitions', 'latest', 'graphFilter', 'ease', 'ials', 'sessions']

type Held = { readonly settings: PartSettings; readonly scores: CaseScores; readonly weight: number }
type State = { readonly readings: Readings; readonly parts: readonly Held[]; readonly context: readonly number[]; readonly growth: number; readonly bought: 'keep' | 'drop'; readonly value: number }

/**
 * Finds the blend of generators that orders best what customers bought after the validation cut, by NDCG@20: what sells and what comes again
 * first, then each generator in turn, then the settings of those that stayed, then the weights. `seconds` bounds the work (see secondsOf), the
 * fits that follow included. Same cases, ground and seconds: same choice. `after` hears what was done.
 */
export async function chooseRecipe(choosing: Choosing, seconds: number, after: (share: number, words: string) => Promise<void>): Promise<Choice> {
  const { cases, ground } = choosing
  const judge = blendJudge(cases)
  const size = sizeOf(ground.rows, START_READINGS.taste.maxHistory)
  const present = new Set(ground.rows.behaviour)
  const trials: Trial[] = []
  const left: GeneratorName[] = []
  let spent = 0
  let reserved = 0
  const costOf = (settings: PartSettings): number => secondsOf(settings, size) + judgingSeconds(cases.customers.length)
  const afford = (settings: PartSettings): boolean => spent + reserved + costOf(settings) + LATER_FITS * secondsOf(settings, size) <= seconds
  const histories = new Map<string, ReturnType<typeof readHistories>>()
  const historiesBy = (readings: Readings) => {
    const key = JSON.stringify(readings)
    const known = histories.get(key) ?? readHistories(cases.histories, readings, cases.moments)
    histories.set(key, known)
    return known
  }
  const scoresOf = ({ settings, readings }: Tuning): CaseScores => {
    spent += costOf(settings)
    const lists = fitPart(ground, readings, settings)
    const read = historiesBy(readings)
    return scoreCases(lists, (customer) => historyIn(read, readingOf(settings), customer), cases)
  }
  const popular = contextOf(choosing)
  const grown = new Map<string, readonly CaseScores[]>()
  const contextBy = ({ readings, growth }: Pick<State, 'readings' | 'growth'>): readonly CaseScores[] => {
    const key = JSON.stringify([readings.taste, growth])
    let known = grown.get(key)
    if (known === undefined) {
      const read = historiesBy(readings)
      const factors = Float64Array.from(cases.customers, (customer) => massOf(read, customer) ** growth)
      grown.set(key, known = popular.map((scores) => scaled(scores, factors)))
    }
    return known
  }
  const valueOf = (state: Omit<State, 'value'>): number => judge([...state.parts, ...contextBy(state).map((scores, k) => ({ scores, weight: state.context[k] }))], state.bought)
  const valued = (state: Omit<State, 'value'>): State => ({ ...state, value: valueOf(state) })
  const better = (states: readonly State[]): State => states.reduce((a, b) => (b.value > a.value ? b : a))
  const note = (part: Trial['part'], question: string, answer: object | string, value: number, kept: boolean) =>
    trials.push({ part, question, answer: typeof answer === 'string' ? answer : JSON.stringify(answer), 'ndcg@20': Math.round(value * 1e5) / 1e5, kept })

  let state = better((['keep', 'drop'] as const).map((bought) => valued({ readings: START_READINGS, parts: [], context: [1, 0, 0], growth: 0.5, bought })))
  note('context', 'what sells alone', state.bought, state.value, true)

  const consider = async (generator: GeneratorName): Promise<void> => {
    const settings: PartSettings = STARTS[generator]
    if (!afford(settings)) { left.push(generator); return }
    const base = state
    const scores = scoresOf({ settings, readings: base.readings })
    const bought = generator === 'own' ? ['keep'] as const : base.parts.length < 2 ? ['keep', 'drop'] as const : [base.bought]
    const started = better(bought.flatMap((mode) => WEIGHTS.map((weight) => valued({ ...base, bought: mode, parts: [...base.parts, { settings, scores, weight }] }))))
    const place = base.parts.length
    // What changes how a history is read comes first: other parts are read the same way.
    const best = await tune(started, place, true)
    const kept = best.value > base.value * (1 + WORTH_KEEPING)
    if (kept) {
      state = weigh(best, valued, 1)
      reserved += LATER_FITS * secondsOf(best.parts[place].settings, size)
    }
    note(generator, 'part of the blend', best.parts[place].settings, kept ? state.value : best.value, kept)
    await after((GENERATORS.indexOf(generator) + 1) / GENERATORS.length, `tried ${generator}`)
  }

  const tune = async (from: State, place: number, reading: boolean): Promise<State> => {
    let best = from
    const { generator } = from.parts[place].settings
    for (const { name, answers, about, changesReading = false } of questionsOf(generator)) {
      if (changesReading !== reading) continue
      if (about !== undefined && !about.some((behaviour) => present.has(behaviour))) continue
      for (const tuning of answers({ settings: best.parts[place].settings, readings: best.readings })) {
        if (!afford(tuning.settings)) break
        const scores = scoresOf(tuning)
        const { weight } = best.parts[place]
        const tried = better([weight, weight / 2, 2 * weight].map((to) => valued({ ...best, readings: tuning.readings, parts: best.parts.with(place, { settings: tuning.settings, scores, weight: to }) })))
        const kept = tried.value > best.value
        note(generator, name, difference(best.parts[place].settings, best.readings, tuning), tried.value, kept)
        if (kept) best = tried
        await after(GENERATORS.indexOf(generator) / GENERATORS.length, `tuning ${generator}`)
      }
    }
    return best
  }

  for (const generator of GENERATORS) await consider(generator)
  // A weight of 0 is a part that others have made needless.
  state = { ...state, parts: state.parts.filter(({ weight }) => weight > 0) }
  for (let place = 0; place < state.parts.length; place++) state = await tune(state, place, false)
  state = weigh(state, valued, 3)
  note('weights', 'of all', [...state.parts.map(({ settings, weight }) => `${settings.generator} ${weight}`), `everybody, persona, place ${state.context.join(', ')}, growth ${state.growth}`].join('; '), state.value, true)
  const [everybody, persona, place] = state.context
  return {
    recipe: {
      readings: state.readings, bought: state.bought, projection: null, parts: state.parts.filter(({ weight }) => weight > 0).map(({ settings, weight }) => ({ settings, weight })),
      context: { everybody, persona, place, growth: state.growth, ...popular.shape },
    },
    'ndcg@20': state.value, trials, left, seconds: { budget: seconds, planned: Math.round(10 * (spent + reserved)) / 10 },
  }
}

/** Rounds over all weights, halved, doubled and left out, until nothing helps. */
function weigh(from: State, valued: (state: Omit<State, 'value'>) => State, rounds: number): State {
  let best = from
  for (let round = 0; round < rounds; round++) {
    const before = best.value
    const offer = (state: Omit<State, 'value'>) => {
      const tried = valued(state)
      if (tried.value > best.value) best = tried
    }
    from.parts.forEach((_, k) => {
      for (const factor of [0, 0.5, 2]) offer({ ...best, parts: best.parts.with(k, { ...best.parts[k], weight: best.parts[k].weight * factor }) })
    })
    from.context.forEach((_, k) => {
      for (const weight of best.context[k] === 0 ? [0.2, 1] : [0, best.context[k] / 2, best.context[k] * 2]) offer({ ...best, context: best.context.with(k, weight) })
    })
    for (const growth of GROWTHS) offer({ ...best, growth })
    offer({ ...best, bought: best.bought === 'keep' ? 'drop' : 'keep' })
    if (best.value === before) break
  }
  return best
}

function contextOf({ cases, ground, facts, personas, places, popularHalfLifeDays }: Choosing): readonly CaseScores[] & { readonly shape: Pick<ContextWeights, 'halfLifeDays' | 'exponent'> } {
  const shape = { halfLifeDays: popularHalfLifeDays, exponent: 0.5 }
  const rows = contextRowsAt(ground.rows, facts, shape, ground.now)
  const inGroup = (groups: Grouping | null, of: readonly (typeof rows.everybody)[]) => gathered(cases.customers.length, (at) => of[groups?.of[cases.customers[at]] ?? -1] ?? null)
  return Object.assign([gathered(cases.customers.length, () => rows.everybody), inGroup(personas, rows.personas), inGroup(places, rows.places)], { shape })
}

/** What of the settings an answer changes, in words for the record. */
function difference(settings: PartSettings, readings: Readings, to: Tuning): string {
  const changed: string[] = []
  const compare = (path: string, a: unknown, b: unknown) => {
    if (JSON.stringify(a) === JSON.stringify(b)) return
    if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && !Array.isArray(a)) for (const key of Object.keys(b)) compare(path === '' ? key : `${path}.${key}`, Reflect.get(a, key), Reflect.get(b, key))
    else changed.push(`${path} ${JSON.stringify(b)}`)
  }
  compare('', settings, to.settings)
  compare('', readings, to.readings)
  return changed.join(', ')
}
