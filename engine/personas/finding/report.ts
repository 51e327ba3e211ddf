import { z } from 'zod'

/**
 * How much of a sensitive attribute shines through a grouping it never entered. Information in nats, corrected for chance; `p` by permutation.
 * `leaning`: personas in which a value is more or less frequent than among everybody else by more than the stated factor.
 */
export const SensitiveFinding = z.object({
  attribute: z.string(),
  people: z.number().int(),
  /** I(persona; attribute) / H(attribute): 0 says nothing, 1 gives it away. */
  share: z.number().nullable(),
  cramersV: z.number().nullable(),
  p: z.number().nullable(),
  verdict: z.enum(['independent', 'associated', 'proxy', 'unknown']),
  leaning: z.array(z.object({ personaId: z.string(), value: z.string(), share: z.number(), rest: z.number(), lift: z.number().nullable(), low: z.number(), high: z.number() })),
})
export type SensitiveFinding = z.infer<typeof SensitiveFinding>

/** A feature beside the run before: population stability index, and how likely as much is without any change. */
export const FeatureDrift = z.object({ column: z.string(), psi: z.number(), p: z.number(), moved: z.boolean() })

/** A persona beside the run before, by the people of both runs. */
export const SizeChange = z.object({ personaId: z.string(), before: z.number(), now: z.number(), p: z.number(), changed: z.boolean() })

/** Where the personas lie on the two main axes of what tells them apart. No point is a person: `cells` count at least 20 people each. */
export const PersonaMap = z.object({
  /** Share of the variance the two axes hold. */
  explained: z.number(),
  axes: z.array(z.object({ towards: z.array(z.object({ column: z.string(), weight: z.number() })) })),
  centres: z.array(z.object({ personaId: z.string(), x: z.number(), y: z.number() })),
  cells: z.array(z.object({ personaId: z.string(), x: z.number(), y: z.number(), people: z.number().int() })),
  /** Side of a cell, in the units of the axes. */
  side: z.number(),
})
export type PersonaMap = z.infer<typeof PersonaMap>

/** What a run saw besides its personas. Parts are null where there was nothing to compare with, or nothing was asked. */
export const RunReport = z.object({
  /** People who belong to no persona, by reason. */
  undetermined: z.object({ between: z.number().int(), far: z.number().int(), unknown: z.number().int() }).default({ between: 0, far: 0, unknown: 0 }),
  /** People kept where they were, because the other persona did not lead far enough. */
  held: z.number().int().default(0),
  sensitive: z.array(SensitiveFinding).default([]),
  drift: z.object({
    /** The run it is compared with. */
    since: z.string(), features: z.array(FeatureDrift), sizes: z.array(SizeChange),
    /** Level of a single test, so that no more alarms a year are false than were allowed. */
    level: z.number(),
  }).nullable().default(null),
  map: PersonaMap.nullable().default(null),
})
export type RunReport = z.infer<typeof RunReport>

/** NaN is no JSON: a figure that could not be measured is null. */
const figure = z.number().nullable()
const KRow = z.object({
  k: z.int(), inertia: figure, silhouette: figure, stability: figure, weakest: figure, agreement: figure, smallestShare: z.number(), largeEnough: z.boolean(), gap: figure.optional(), gapError: figure.optional(),
})

/** The table behind the number of groups and the reason for it (models/chooseK.ts), as it is kept. `shapedBy`: people known well enough to shape the groups. */
export const Choice = z.object({ k: z.int(), reason: z.string(), table: z.array(KRow).readonly(), rowsUsed: z.int(), shapedBy: z.int().optional(), gapChoice: z.int().nullish() })
export type Choice = z.infer<typeof Choice>
