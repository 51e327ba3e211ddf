import { shuffle } from './draws.ts'
import { squaredDistance } from './distance.ts'
import type { KMeans } from './kmeans.ts'
import type { Matrix } from './matrix.ts'
import type { Rng } from './rng.ts'

/** ln of the factor on σ² is sought between these; at e⁸ a row is half way between all centres. */
const SHARPEST = -2
const SOFTEST = 8
const STEPS = 40

/**
 * σ² for the soft weights of k-means, so that they mean what they say. The variance within clusters is far too sharp in many columns: distances add up
 * column by column, as if each were news, while a row's place stays as uncertain as what is known of it. So a random half of the columns is asked alone, as
 * in split-half reliability (Spearman 1910; Brown 1910), where each row belongs, again and again, and σ² is the one under which the weights give those answers
 * the greatest likelihood: temperature scaling (Guo et al. 2017, §4.2). A weight of .9 then says: nine in ten halves of what is known put this row here.
 *
 * x is n × d, variance the starting σ². With one cluster or one column there is nothing to learn from and σ² stays. Same x, model and rng state, same σ².
 */
export function calibratedVariance(x: Matrix, { centres }: Pick<KMeans, 'centres'>, variance: number, rng: Rng, halves: number): number {
  const { rows: k, cols: d } = centres
  if (k < 2 || d < 2) return variance
  const distances = distancesTo(x, centres)
  const labels = Array.from({ length: halves }, () => labelsByHalf(x, centres, shuffle(rng, Int32Array.from({ length: d }, (_, j) => j)).subarray(0, d >> 1)))
  const loss = (softness: number) => {
    const scale = 2 * variance * Math.exp(softness)
    let sum = 0
    for (const half of labels) for (let i = 0; i < x.rows; i++) sum += surprise(distances, i * k, k, half[i]!, scale)
    return sum
  }
  return variance * Math.exp(leastAt(loss))
}

/** Nearest centre by some of the columns. */
function labelsByHalf(x: Matrix, { rows: k, cols: d, data }: Matrix, columns: Int32Array): Int32Array {
  return Int32Array.from({ length: x.rows }, (_, i) => {
    let [nearest, least] = [0, Infinity]
    for (let c = 0; c < k; c++) {
      let distance = 0
      for (const j of columns) distance += (x.data[i * d + j]! - data[c * d + j]!) ** 2
      if (distance < least) [nearest, least] = [c, distance]
    }
    return nearest
  })
}

/** −ln of the weight of a label: ln Σ exp(−dⱼ / scale) + d / scale, relative to the least so that nothing underflows. */
function surprise(distances: Float64Array, at: number, k: number, label: number, scale: number): number {
  let least = Infinity
  for (let c = 0; c < k; c++) least = Math.min(least, distances[at + c]!)
  let total = 0
  for (let c = 0; c < k; c++) total += Math.exp((least - distances[at + c]!) / scale)
  return Math.log(total) + (distances[at + label]! - least) / scale
}

/** Golden-section search (Kiefer 1953): the loss is convex in 1/σ², so it has one least value between the ends. */
function leastAt(loss: (softness: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [SHARPEST, SOFTEST]
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)]
  let [atA, atB] = [loss(a), loss(b)]
  for (let step = 0; step < STEPS; step++) {
    if (atA <= atB) {
      [high, b, atB] = [b, a, atA]
      a = high - ratio * (high - low)
      atA = loss(a)
    } else {
      [low, a, atA] = [a, b, atB]
      b = low + ratio * (high - low)
      atB = loss(b)
    }
  }
  return (low + high) / 2
}

function distancesTo(x: Matrix, centres: Matrix): Float64Array {
  const { rows: k, cols: d, data } = centres
  const distances = new Float64Array(x.rows * k)
  for (let i = 0; i < x.rows; i++) for (let c = 0; c < k; c++) distances[i * k + c] = squaredDistance(x.data, i * d, data, c * d, d)
  return distances
}
