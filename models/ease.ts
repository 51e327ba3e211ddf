import { negatedInverse } from './ease/invert.ts'
import { easeListScratch, easeRowsPerChunk } from './ease/tasks.ts'
import { placeOf, triangleIn } from './ease/triangle.ts'
import type { Triangle } from './ease/triangle.ts'
import type { Interactions } from './interactions.ts'
import { checkItemLists } from './itemLists.ts'
import type { ItemLists } from './itemLists.ts'
import type { Arena } from './parallel/arena.ts'
import type { Compute } from './parallel/work.ts'
import { foldStrengths } from './strengths.ts'
import type { CustomerItems, StrengthOptions } from './strengths.ts'
import { share } from './svd/sharedMatrix.ts'
import type { SharedSparse, SparseMatrix } from './svd/sharedMatrix.ts'

export type EaseFit = {
  /** λ > 0 on the diagonal: small trusts few observations. */
  readonly regularisation: number
  /** p of EDLAE (Steck 2020): as if a share p of the items were dropped from each history in learning. 0: EASE. */
  readonly dropout: number
  /** α: a customer of n items speaks with n^−2α; 0: as often as they have pairs. */
  readonly customerExponent: number
  /** Only so many items, those of most strength, get lists and appear in them: the work grows with the cube. */
  readonly mostItems: number
  readonly topK: number
}

export type EaseOptions = StrengthOptions & EaseFit

/**
 * EASE (Steck 2019): the item→item weights B, zero on the diagonal, that best give back each history, min |X − XB|² + λ|B|² with X the source strengths. P = (XᵀX + Λ)⁻¹,
 * w(i→j) = −P_ij / P_jj, Λ = λ + p/(1−p) diag(XᵀX), cut to the K of largest size per row. n³ operations in 32 bits, n² · 2 bytes.
 * Same input and engine: same bytes, on any number of threads.
 */
export function fitEase(x: Interactions, options: EaseOptions, now: number, compute: Compute): ItemLists {
  return easeOf(foldStrengths(x, options, now), options, compute)
}

/** The same from strengths that are already folded. Throws a RangeError when λ is too small for 32 bits. */
export function easeOf(x: CustomerItems, options: EaseFit, compute: Compute): ItemLists {
  if (!(options.regularisation > 0)) throw new RangeError(`EASE needs regularisation > 0, not ${options.regularisation}.`)
  const heads = headsOf(x, options.mostItems)
  return compute.arena.within(() => {
    const matrix = share(compute.arena, matrixOf(x, heads))
    const triangle = gramOf(compute, matrix, votesOf(compute.arena, x, options.customerExponent))
    const f = new Float32Array(compute.arena.memory.buffer)
    for (let item = 0; item < heads.length; item++) {
      f[placeOf(triangle, item, item)] = options.regularisation + f[placeOf(triangle, item, item)] / (1 - options.dropout)
    }
    negatedInverse(compute, triangle)
    return listsOf(compute, triangle, heads, x.items, options.topK)
  })
}

/** The items with most strength, in item order; items nobody has are no heads. */
function headsOf(x: CustomerItems, most: number): Int32Array {
  const mass = new Float64Array(x.items)
  for (let k = 0; k < x.item.length; k++) mass[x.item[k]] += Math.max(0, x.source[k])
  const known = Int32Array.from(mass, (_, item) => item).filter((item) => mass[item] > 0)
  return known.sort((a, b) => mass[b] - mass[a] || a - b).slice(0, most).sort()
}

/** Each customer's items by number, so that the half above the diagonal is the end of a row. */
function matrixOf(x: CustomerItems, heads: Int32Array): SparseMatrix {
  const place = new Int32Array(x.items).fill(-1)
  heads.forEach((item, k) => { place[item] = k })
  const offsets = new Int32Array(x.customers + 1)
  const index: number[] = []
  const values: number[] = []
  for (let c = 0; c < x.customers; c++) {
    const entries: number[] = []
    for (let k = x.offsets[c]; k < x.offsets[c + 1]; k++) if (place[x.item[k]] >= 0 && x.source[k] > 0) entries.push(k)
    entries.sort((a, b) => place[x.item[a]] - place[x.item[b]])
    for (const k of entries) {
      index.push(place[x.item[k]])
      values.push(x.source[k])
    }
    offsets[c + 1] = index.length
  }
  return { rows: x.customers, columns: heads.length, offsets, index: Int32Array.from(index), values: Float32Array.from(values) }
}

function votesOf(arena: Arena, x: CustomerItems, exponent: number): Float32Array {
  const votes = arena.floats(x.customers)
  for (let c = 0; c < x.customers; c++) votes[c] = Math.max(1, x.offsets[c + 1] - x.offsets[c]) ** (-2 * exponent)
  return votes
}

function gramOf(compute: Compute, { columns, forward, backward }: SharedSparse, votes: Float32Array): Triangle {
  const triangle = triangleIn(compute.arena, columns)
  compute.run({
    task: 'easeGram', items: columns, chunk: 64, scratch: 0,
    args: [columns, triangle.at, backward.offsets, backward.index, backward.values, forward.offsets, forward.index, forward.values, votes.byteOffset],
  })
  return triangle
}

function listsOf(compute: Compute, triangle: Triangle, heads: Int32Array, items: number, topK: number): ItemLists {
  const { arena } = compute
  const { n } = triangle
  const k = Math.min(topK, n)
  const ids = arena.ints(n * k)
  const weights = arena.floats(n * k)
  const counts = arena.ints(n)
  const factors = arena.floats(n)
  const f = new Float32Array(arena.memory.buffer)
  // The triangle holds −P, so that −P_ij / P_jj is its (i, j) over P_jj.
  for (let item = 0; item < n; item++) factors[item] = -1 / f[placeOf(triangle, item, item)]
  compute.run({
    task: 'easeLists', items: n, chunk: easeRowsPerChunk, scratch: easeListScratch(n),
    args: [n, triangle.at, factors.byteOffset, k, ids.byteOffset, weights.byteOffset, counts.byteOffset],
  })
  const offsets = new Int32Array(items + 1)
  heads.forEach((item, row) => { offsets[item + 1] = counts[row] })
  for (let item = 0; item < items; item++) offsets[item + 1] += offsets[item]
  const lists = { items, offsets, neighbours: new Int32Array(offsets[items]), weights: new Float32Array(offsets[items]) }
  heads.forEach((item, row) => {
    lists.neighbours.set(ids.subarray(row * k, row * k + counts[row]).map((head) => heads[head]), offsets[item])
    lists.weights.set(weights.subarray(row * k, row * k + counts[row]), offsets[item])
  })
  checkItemLists(lists)
  return lists
}
