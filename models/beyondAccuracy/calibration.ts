/**
 * Shares of the categories among items: p(g) = Σ_{i in g} w_i / Σ w, length `categories`. Items of unknown category (−1) don't count; weights
 * absent: 1 each; a weight ≤ 0 (a return) counts for nothing. Null when nothing is left.
 */
export function categoryShares(items: ArrayLike<number>, category: ArrayLike<number>, categories: number, weights?: ArrayLike<number>): Float64Array | null {
  const shares = new Float64Array(categories)
  let total = 0
  for (let k = 0; k < items.length; k++) {
    const group = category[items[k]]
    const weight = weights === undefined ? 1 : weights[k]
    if (group < 0 || !(weight > 0)) continue
    shares[group] += weight
    total += weight
  }
  return total > 0 ? shares.map((share) => share / total) : null
}

/**
 * Miscalibration C_KL(p, q) = Σ_g p(g) ln(p(g) / q̃(g)), q̃ = (1 − α)q + αp, of a list's shares q against a customer's own p, in nats
 * (Steck 2018, eq. 6–7). 0: the list has the customer's mix; at most ln(1/α), where it misses all they like.
 */
export function miscalibration(p: ArrayLike<number>, q: ArrayLike<number>, alpha = 0.01): number {
  let sum = 0
  for (let g = 0; g < p.length; g++) if (p[g] > 0) sum += p[g] * Math.log(p[g] / ((1 - alpha) * q[g] + alpha * p[g]))
  return sum
}

/**
 * Jensen–Shannon divergence in bits, 0..1: the mean of both's KL from their middle (Lin 1991). Over head, middle and tail it is the user
 * popularity deviation (Abdollahpouri et al. 2021).
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0
  for (let g = 0; g < p.length; g++) {
    const middle = (p[g] + q[g]) / 2
    if (p[g] > 0) sum += p[g] * Math.log2(p[g] / middle)
    if (q[g] > 0) sum += q[g] * Math.log2(q[g] / middle)
  }
  return sum / 2
}
