import { z } from 'zod'

/** Version of this language; stands beside every stored rule. */
export const RULE_LANGUAGE = 1

const MOST_DEEP = 10
const MOST_NODES = 200

const text = z.string().min(1).max(500).refine((value) => !value.includes('\0'), 'must not contain NUL')
const number = z.number().min(-1e10).max(1e10).refine((value) => Number(value.toFixed(4)) === value, 'at most 4 decimal places')

/** Compares what was found (left) with the value of the rule (right). */
export const Comparator = z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte'])
export type Comparator = z.infer<typeof Comparator>

/** The last `days` up to the as-of time, or from (inclusive) until (exclusive). Without a window everything up to the as-of time counts. */
const Window = z.union([
  z.strictObject({ days: z.number().positive().max(36_500) }),
  z.strictObject({ from: z.iso.datetime({ offset: true }), until: z.iso.datetime({ offset: true }) }),
])
export type Window = z.infer<typeof Window>

/** Which events: every part that is there must hold; `action`, `item` and `category` hold together on one line of the event. */
const EventFilter = z.strictObject({
  name: text.optional(),
  channel: text.optional(),
  stage: text.optional(),
  device: text.optional(),
  action: z.enum(['view', 'cart', 'uncart', 'purchase', 'return', 'rate']).optional(),
  item: text.optional(),
  category: text.optional(),
})
export type EventFilter = z.infer<typeof EventFilter>

const leaves = [
  z.strictObject({ type: z.literal('everyone') }),
  /** In one of these published personas by the latest run. */
  z.strictObject({ type: z.literal('persona'), personas: z.array(z.uuid().toLowerCase()).min(1).max(100) }),
  /** How many such events. */
  z.strictObject({ type: z.literal('count'), event: EventFilter, window: Window.optional(), comparator: Comparator, value: number }),
  /** Amount of completed orders in one currency; `net`: less what was refunded or cancelled in the same window. */
  z.strictObject({ type: z.literal('sum'), currency: z.string().regex(/^[A-Z]{3}$/), net: z.boolean().default(false), window: Window.optional(), comparator: Comparator, value: number }),
  /** Days since the last such event; whoever has none fits no comparison. */
  z.strictObject({ type: z.literal('recency'), event: EventFilter, comparator: z.enum(['gt', 'gte', 'lt', 'lte']), days: z.int().min(0).max(36_500) }),
  /** Where they live, every part that is there; `near` measures from the middle of their city, never from their own place. */
  z.strictObject({
    type: z.literal('place'), countries: z.array(text).min(1).max(300).optional(), regions: z.array(text).min(1).max(1000).optional(), cities: z.array(text).min(1).max(1000).optional(),
    near: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180), km: z.number().positive().max(20_100) }).optional(),
  }).refine((rule) => [rule.countries, rule.regions, rule.cities, rule.near].some((part) => part !== undefined), 'names no place'),
  /** `exists`: known and not null. gt … lte compare numbers, contains looks into texts, letter by letter. */
  z.discriminatedUnion('operator', [
    z.strictObject({ type: z.literal('trait'), name: text, operator: z.literal('exists') }),
    z.strictObject({ type: z.literal('trait'), name: text, operator: z.literal('equals'), value: z.union([text.or(z.literal('')), number, z.boolean()]) }),
    z.strictObject({ type: z.literal('trait'), name: text, operator: z.literal('in'), value: z.array(z.union([text.or(z.literal('')), number, z.boolean()])).min(1).max(1000) }),
    z.strictObject({ type: z.literal('trait'), name: text, operator: z.enum(['gt', 'gte', 'lt', 'lte']), value: number }),
    z.strictObject({ type: z.literal('trait'), name: text, operator: z.literal('contains'), value: text }),
  ]),
  /** What they said of us; whoever said nothing fits no comparison. */
  z.strictObject({ type: z.literal('score'), kind: z.enum(['rating', 'nps', 'csat', 'ces', 'smiley']), measure: z.enum(['last', 'mean', 'min', 'max']), window: Window.optional(), comparator: Comparator, value: number }),
] as const

const Leaf = z.discriminatedUnion('type', [...leaves])
/** In another segment, by its rule of the moment. */
const Reference = z.strictObject({ type: z.literal('segment'), key: z.string().min(1).max(100) })

export type Leaf = z.infer<typeof Leaf>
export type Reference = z.infer<typeof Reference>

/** L: what may stand at the ends of the tree. */
export type Tree<L> = L | { type: 'and'; rules: Tree<L>[] } | { type: 'or'; rules: Tree<L>[] } | { type: 'not'; rule: Tree<L> }
export type Rule = Tree<Leaf | Reference>

/** The language, whole. */
export const RuleTree: z.ZodType<Rule> = z.lazy(() => z.discriminatedUnion('type', [
  Leaf, Reference,
  z.strictObject({ type: z.literal('and'), rules: z.array(RuleTree).min(1) }),
  z.strictObject({ type: z.literal('or'), rules: z.array(RuleTree).min(1) }),
  z.strictObject({ type: z.literal('not'), rule: RuleTree }),
])).meta({ id: 'SegmentRule', description: 'Who belongs: a tree of and, or, not over what is known of a person. `not` is the exact complement: unknown values included, zero is a value.' })

/** A rule as it is sent; bounded before it is walked. */
export const Rule = z.unknown().superRefine((value, context) => {
  const { nodes, depth } = measure(value)
  if (nodes > MOST_NODES || depth > MOST_DEEP) context.addIssue({ code: 'custom', message: `at most ${MOST_NODES} parts, ${MOST_DEEP} deep` })
}).pipe(RuleTree)

function measure(value: unknown): { nodes: number; depth: number } {
  let nodes = 0
  let depth = 0
  const open: { at: unknown; level: number }[] = [{ at: value, level: 1 }]
  for (let next = open.pop(); next !== undefined && nodes <= MOST_NODES && depth <= MOST_DEEP; next = open.pop()) {
    const { at, level } = next
    nodes += 1
    depth = Math.max(depth, level)
    if (typeof at !== 'object' || at === null) continue
    const below: unknown[] = [...('rules' in at && Array.isArray(at.rules) ? at.rules : []), ...('rule' in at ? [at.rule] : [])]
    for (const child of below) open.push({ at: child, level: level + 1 })
  }
  return { nodes, depth }
}
