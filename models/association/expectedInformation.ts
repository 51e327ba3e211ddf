import { least, mode, most, ratioUp, type Hypergeometric } from './hypergeometric.ts'

/**
 * Mean mutual information of tables with these sums where rows and columns are independent (Vinh, Epps & Bailey 2010, eq. 24a), in nats:
 * Σᵢⱼ E[(k/n) ln(n k / aᵢ bⱼ)], k being hypergeometric. Each law is walked from its mode outwards until what remains is beyond a double, a few
 * standard deviations, so that a million people cost no more than some thousand steps per cell.
 */
export function expectedInformation(rowSums: ArrayLike<number>, colSums: ArrayLike<number>): number {
  let n = 0
  for (let i = 0; i < rowSums.length; i++) n += rowSums[i]
  let sum = 0
  for (let i = 0; i < rowSums.length; i++) {
    for (let j = 0; j < colSums.length; j++) {
      if (rowSums[i] > 0 && colSums[j] > 0) sum += meanOver({ n, marked: rowSums[i], drawn: colSums[j] })
    }
  }
  return sum
}

const NEGLIGIBLE = 1e-19

function meanOver(law: Hypergeometric): number {
  const { n, marked, drawn } = law
  const scale = n / marked / drawn
  const start = mode(law)
  const share = (k: number) => (k > 0 ? (k / n) * Math.log(k * scale) : 0)
  // Weights are relative to the mode's and divided by their sum: no factorials, and nothing under- or overflows.
  let sum = share(start)
  let weights = 1
  let weight = 1
  for (let k = start; k < most(law) && weight > NEGLIGIBLE; k++) {
    weight *= ratioUp(law, k)
    weights += weight
    sum += weight * share(k + 1)
  }
  weight = 1
  for (let k = start; k > least(law) && weight > NEGLIGIBLE; k--) {
    weight /= ratioUp(law, k - 1)
    weights += weight
    sum += weight * share(k - 1)
  }
  return sum / weights
}
