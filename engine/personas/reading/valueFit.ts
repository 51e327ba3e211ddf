import { z } from 'zod'

const parameters = z.record(z.string(), z.unknown())

/** How the customer value of a run was learned, and how far it can be relied on: what was fitted, and what it would have expected of the people it was fitted to. */
export const ValueFit = z.object({
  customers: z.number().int(), repeaters: z.number().int(),
  /** BG/NBD, times in days: r, alpha, a, b, log-likelihood, standard errors. */
  purchases: parameters.nullable(),
  /** Gamma-Gamma: p, q, v. */
  spend: parameters.nullable(),
  /** People who bought again 0, 1, … 6, 7 or more times, and how many of them the model expects to. */
  repeats: z.object({ actual: z.array(z.number()), expected: z.array(z.number()) }).nullable(),
  /** Of frequency and spend, which the model takes for unrelated. */
  correlation: z.number().nullable(),
}).meta({ id: 'ValueFit' })
export type ValueFit = z.infer<typeof ValueFit>
