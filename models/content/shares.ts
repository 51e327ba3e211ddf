import { fromItemRows, type ItemLists } from '../itemLists.ts'

/** Likeness as shares, rows of a matrix that each sum to 1: s̃_jm = s_jm^p / Σ_m s_jm^p. Weights must be positive. */
export function sharesOf(alike: ItemLists, power: number): ItemLists {
  const weights = alike.weights.slice()
  for (let j = 0; j < alike.items; j++) {
    const row = weights.subarray(alike.offsets[j], alike.offsets[j + 1])
    // By the best first: high powers of small numbers would be 0.
    const best = row.reduce((a, b) => Math.max(a, b), 0)
    let sum = 0
    for (let k = 0; k < row.length; k++) {
      row[k] = (row[k] / best) ** power
      sum += row[k]
    }
    for (let k = 0; k < row.length; k++) row[k] /= sum
  }
  return { ...alike, weights }
}

/** The first so many of each list. */
export function headsOf(lists: ItemLists, most: number): ItemLists {
  return fromItemRows(Array.from({ length: lists.items }, (_, i) => {
    const [start, end] = [lists.offsets[i], Math.min(lists.offsets[i + 1], lists.offsets[i] + most)]
    return { neighbours: lists.neighbours.subarray(start, end), weights: lists.weights.subarray(start, end) }
  }))
}

/** The transposed lists: w'(j→i) = w(i→j). */
export function turned({ items, offsets, neighbours, weights }: ItemLists): ItemLists {
  const rows = Array.from({ length: items }, () => ({ neighbours: [] as number[], weights: [] as number[] }))
  for (let i = 0; i < items; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      rows[neighbours[k]].neighbours.push(i)
      rows[neighbours[k]].weights.push(weights[k])
    }
  }
  return fromItemRows(rows)
}
