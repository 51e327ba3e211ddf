import { inverseDiagonal, type Minimum } from './newton.ts'

/** How a maximum of likelihood was reached, and how sure it is. */
export type Fit<Name extends string> = {
  readonly logLikelihood: number
  /** Customers learnt from: the sum of weights. */
  readonly customers: number
  readonly iterations: number
  /** False when the search ended without having shown a maximum. */
  readonly converged: boolean
  /**
   * Of each parameter, from the curvature of the likelihood at the maximum (delta method, as the search is on logarithms). null where it is flat: with few
   * customers it may go on rising by next to nothing as a parameter runs off to 0 or ∞; predictions hold then, but parameters mean nothing.
   */
  readonly standardErrors: { readonly [name in Name]: number } | null
}

/** Of a search on log-parameters that minimised −log-likelihood / customers. */
export function fitOf<Name extends string>(names: readonly Name[], { at, value, hessian, iterations, converged }: Minimum, customers: number): Fit<Name> & { readonly [name in Name]: number } {
  const variances = inverseDiagonal(hessian, names.length)
  return {
    ...byName(names, (j) => Math.exp(at[j])),
    logLikelihood: -value * customers, customers, iterations, converged,
    standardErrors: variances === null ? null : byName(names, (j) => Math.exp(at[j]) * Math.sqrt(variances[j] / customers)),
  }
}

/** A number for each name, by its place among them. */
export function byName<Name extends string>(names: readonly Name[], value: (j: number, name: Name) => number): { readonly [name in Name]: number } {
  return Object.fromEntries(names.map((name, j) => [name, value(j, name)])) as { readonly [name in Name]: number }
}
