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
  /** True where the group is smaller than the least that may be shown: then only size, share and text are filled. */
  withheld: z.boolean(),
}).meta({ id: 'PersonaFacts' })
export type PersonaFacts = z.infer<typeof PersonaFacts>

/** A figure about fewer people than this is not shown (k-anonymity). */
export const LEAST_PEOPLE = 20
/** A city with fewer members of the persona than this is not shown. */
export const LEAST_IN_CITY = 5
