import { filterLists } from './graphFilter/filterLists.ts'
import type { Cut } from './graphFilter/filterLists.ts'
import { normalise } from './graphFilter/normalised.ts'
import { planOf } from './graphFilter/plan.ts'
import type { Filter } from './graphFilter/plan.ts'
import type { Interactions } from './interactions.ts'
import type { ItemLists } from './itemLists.ts'
import type { Compute } from './parallel/work.ts'
import type { Rng } from './rng.ts'
import { foldStrengths } from './strengths.ts'
import type { CustomerItems, StrengthOptions } from './strengths.ts'
import { randomSvd } from './svd/randomSvd.ts'
import { share } from './svd/sharedMatrix.ts'

export type GraphFilterFit = Cut & {
  readonly filter: Filter
  /** Multiplies the item's own entry; 0 leaves it out, as for goods that are bought once. */
  readonly selfWeight: number
}

export type GraphFilterOptions = StrengthOptions & GraphFilterFit

/**
 * Spectral filters of the item graph P = R̃ᵀR̃, R̃ = D_u^−½ R D_i^−½ of source strengths, as lists: w(i→j) is entry (i, j) of the filter's matrix, cut to
 * the best K of a row. The published models are choices of `filter`. rng starts the singular vectors. Same input, rng and engine: same bytes, on any
 * number of threads. Time: O(items · (degree · nnz + items · rank)).
 */
export function fitGraphFilter(x: Interactions, options: GraphFilterOptions, now: number, rng: Rng, compute: Compute): ItemLists {
  return graphFilterOf(foldStrengths(x, options, now), options, rng, compute)
}

/** The same from strengths that are already folded, for searches over the other settings. */
export function graphFilterOf(x: CustomerItems, options: GraphFilterFit, rng: Rng, compute: Compute): ItemLists {
  const { matrix, degrees } = normalise(x)
  return compute.arena.within(() => {
    const shared = share(compute.arena, matrix)
    const svd = randomSvd(compute, shared, options.filter.rank, rng)
    return filterLists(compute, shared, degrees, planOf(options.filter, compute, shared, degrees, svd), options, options.selfWeight)
  })
}
