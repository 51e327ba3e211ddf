import { z } from 'zod'

/** The same in both languages of the house. */
export const Words = z.object({ de: z.string(), en: z.string() })
export type Words = z.infer<typeof Words>

/** A column in which the group differs from everybody else, strongest first. */
export const Distinction = z.object({
  column: z.string(),
  label: Words,
  unit: z.string(),
  direction: z.enum(['more', 'less']),
  /** Cohen's d of the column as it was clustered (logarithm taken where it has a long tail), group against the rest, and its 95 % interval. */
  effect: z.number(),
  low: z.number(),
  high: z.number(),
  /** Plain means of those who have a value. */
  mean: z.number(),
  rest: z.number(),
})
export type Distinction = z.infer<typeof Distinction>

/** City level and coarser; coordinates are the city's, null where nobody told us where it lies. */
export const PlaceCount = z.object({
  city: z.string(),
  country: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  customers: z.number().int(),
})
export type PlaceCount = z.infer<typeof PlaceCount>

/** Share of the group and share of everybody else. */
export const NamedShare = z.object({ name: z.string(), share: z.number(), rest: z.number() })
export type NamedShare = z.infer<typeof NamedShare>

/** lift = share of the group ÷ share of the rest; null where the rest has none. */
export const LiftedShare = NamedShare.extend({ lift: z.number().nullable() })
export type LiftedShare = z.infer<typeof LiftedShare>

export const TopItem = z.object({ itemId: z.string(), title: z.string(), customers: z.number().int(), lift: z.number().nullable() })
export type TopItem = z.infer<typeof TopItem>

/** What the group felt and what went wrong, beside the rest; null where too few people said anything. */
export const Felt = z.object({ mean: z.number(), rest: z.number().nullable(), customers: z.number().int() }).nullable()
export type Felt = z.infer<typeof Felt>

/** An outcome the shop cares about, of the group and of everybody else, and the 95 % interval of the difference (Welch 1947). */
export const Kpi = z.object({
  column: z.string(), label: Words, unit: z.string(),
  mean: z.number(), rest: z.number(), difference: z.number(), low: z.number(), high: z.number(),
  /** People of the group with a value. */
  customers: z.number().int(),
  /** The interval leaves 0 out. */
  differs: z.boolean(),
})
export type Kpi = z.infer<typeof Kpi>

/** One feature as it is told: means of those who have a value, group and rest; `scaled` is the group by logarithm where the column has a long tail, for comparing two groups. */
export const Told = z.object({
  column: z.string(), group: z.string(), label: Words, unit: z.string(), window: z.string(), mean: z.number(), rest: z.number().nullable(), customers: z.number().int(),
  scaled: z.object({ mean: z.number(), deviation: z.number() }),
})
export type Told = z.infer<typeof Told>

/** `above`: more than; `below`: at most. A column may have both. `orUnknown`: whoever has no value meets it as well. */
export const Condition = z.object({ column: z.string(), label: Words, unit: z.string(), above: z.number().nullable(), below: z.number().nullable(), orUnknown: z.boolean().default(false) })
export type Condition = z.infer<typeof Condition>

/** A shallow tree's answer to "who belongs": measured on people it was not fitted to. */
export const Rules = z.object({
  rules: z.array(z.object({ conditions: z.array(Condition), precision: z.number(), recall: z.number() })),
  /** Of all rules together: of those they name, how many belong; of those who belong, how many they name. */
  precision: z.number(), recall: z.number(), people: z.number().int(),
})
export type Rules = z.infer<typeof Rules>

/** Somebody who could be of this group and is nobody: middle values, each of at least 20 people; null where fewer are known. */
export const Exemplar = z.object({ values: z.array(z.object({ column: z.string(), label: Words, unit: z.string(), value: z.number().nullable() })) })
export type Exemplar = z.infer<typeof Exemplar>

/** What their days with the shop are like: how far they get, and at which stage of the journey they are met. */
export const Journey = z.object({
  /** Of the days on which they looked at something: how many saw a product, a full cart, the till, an order. */
  funnel: z.array(NamedShare),
  stages: z.array(NamedShare),
})
export type Journey = z.infer<typeof Journey>

/** What one run found out about a persona. `personas.facts` in the API; stored with the run. Lists are empty, figures null, where nothing is known. */
export const PersonaFacts = z.object({
  size: z.number().int(),
  /** Of everybody clustered in the run, 0–1. */
  share: z.number(),
  /** Of the last 365 days, net of nothing; null without prices. `share` is of the revenue of everybody clustered. */
  revenue: z.object({ total: z.number(), share: z.number(), perCustomer: z.number(), currency: z.string().nullable() }).nullable(),
  orders: z.object({ perCustomer: z.number(), perCustomerRest: z.number() }).nullable(),
  /** Median days since the last event that was more than a delivered mail. */
  recencyDays: z.number().nullable(),
  distinguishing: z.array(Distinction),
  places: z.array(PlaceCount),
  regions: z.array(NamedShare),
  channels: z.array(NamedShare),
  devices: z.array(NamedShare),
  /** 24 shares of the group's browsing by hour of day, summing to 1; empty without browsing. */
  hours: z.array(z.number()),
  /** Bought by most of them (by lift where that says more), at least 5 buyers each. */
  topItems: z.array(TopItem),
  categories: z.array(LiftedShare),
  experience: z.object({ rating: Felt, nps: Felt, contactsPerOrder: Felt, complaintsPerOrder: Felt, returnRate: Felt }),
  text: z.object({ de: z.object({ name: z.string(), description: z.string() }), en: z.object({ name: z.string(), description: z.string() }) }),
  /** Mean greatest Jaccard under the bootstrap (Hennig 2007): from 0.75 the group is stable. Null where it was not measured. */
  stability: z.object({ jaccard: z.number().nullable() }),
  /** How firmly its people belong: mean lead of their weight over the next persona's, and how many of them lead by less than a fifth. */
  certainty: z.object({ margin: z.number(), narrow: z.number() }).nullable().default(null),
  kpis: z.array(Kpi).default([]),
  /** Everything that is known of them, feature by feature. */
  told: z.array(Told).default([]),
  rules: Rules.nullable().default(null),
  exemplar: Exemplar.nullable().default(null),
  journey: Journey.default({ funnel: [], stages: [] }),
  /** Coupons (as orders name them) that its orders of the last 365 days redeemed, as shares of all its orders; of at least 20 people on both sides. */
  coupons: z.array(LiftedShare).default([]),
  /** True where the group is smaller than the least that may be shown: then only size, share and text are filled. */
  withheld: z.boolean(),
}).meta({ id: 'PersonaFacts' })
export type PersonaFacts = z.infer<typeof PersonaFacts>

/** A figure about fewer people than this is not shown (k-anonymity): a group, a city of a group, buyers of an item in a group. */
export const LEAST_PEOPLE = 20
/** A group smaller than this is not handed on: no members, no segment by it. */
export const LEAST_EXPORTED = 50

/** What is left of the facts of a group that is too small to be told of. */
export function withheldFacts({ size, share, text, stability }: Pick<PersonaFacts, 'size' | 'share' | 'text' | 'stability'>): PersonaFacts {
  return {
    size, share, text, stability, withheld: true, revenue: null, orders: null, recencyDays: null, distinguishing: [], places: [], regions: [], channels: [], devices: [], hours: [], topItems: [], categories: [],
    experience: { rating: null, nps: null, contactsPerOrder: null, complaintsPerOrder: null, returnRate: null },
    certainty: null, kpis: [], told: [], rules: null, exemplar: null, journey: { funnel: [], stages: [] }, coupons: [],
  }
}
