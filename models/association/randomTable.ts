import { logGamma } from '../logGamma.ts'
import type { Rng } from '../rng.ts'
import { least, mode, most, ratioUp, type Hypergeometric } from './hypergeometric.ts'

/**
 * A table drawn from all with these sums, each as likely as a random shuffle of the people makes it (as Patefield 1981, AS 159): cell by
 * cell, each hypergeometric given those before it. Costs about a microsecond per cell however many people; row major.
 */
export function randomTable(rng: Rng, rowSums: ArrayLike<number>, colSums: ArrayLike<number>): Float64Array {
  const rows = rowSums.length
  const cols = colSums.length
  const table = new Float64Array(rows * cols)
  const left = Float64Array.from(colSums)
  let people = left.reduce((sum, count) => sum + count, 0)
  for (let i = 0; i < rows; i++) {
    let drawn = rowSums[i]
    let n = people
    for (let j = 0; j < cols && drawn > 0; j++) {
      const count = draw(rng, { n, marked: left[j], drawn })
      table[i * cols + j] = count
      n -= left[j]
      drawn -= count
      left[j] -= count
    }
    people -= rowSums[i]
  }
  return table
}

/** By inversion, from the mode outwards on both sides. */
function draw(rng: Rng, law: Hypergeometric): number {
  const [low, high] = [least(law), most(law)]
  if (low === high) return low
  const start = mode(law)
  let up = start
  let down = start
  let above = probability(law, start)
  let below = above
  let remaining = rng() - above
  while (remaining >= 0 && (up < high || down > low)) {
    if (up < high) {
      above *= ratioUp(law, up++)
      remaining -= above
      if (remaining < 0) return up
    }
    if (down > low) {
      below /= ratioUp(law, --down)
      remaining -= below
      if (remaining < 0) return down
    }
  }
  // All was walked and rounding left something over, or the mode itself was drawn.
  return start
}

function probability({ n, marked, drawn }: Hypergeometric, k: number): number {
  return Math.exp(logChoose(marked, k) + logChoose(n - marked, drawn - k) - logChoose(n, drawn))
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}
