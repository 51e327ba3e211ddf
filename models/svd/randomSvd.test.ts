import { describe, expect, it } from 'vitest'
import peer from '../fixtures/graphFilter-scipy.json' with { type: 'json' }
import { normalise } from '../graphFilter/normalised.ts'
import { computeAlone } from '../parallel/alone.ts'
import { createRng } from '../rng.ts'
import { randomSvd } from './randomSvd.ts'
import type { RightSingular } from './randomSvd.ts'
import { share, transpose } from './sharedMatrix.ts'
import type { SparseMatrix } from './sharedMatrix.ts'

function sparse(rows: readonly (readonly number[])[]): SparseMatrix {
  const entries = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [[column, value] as const])))
  const offsets = new Int32Array(rows.length + 1)
  entries.forEach((row, r) => { offsets[r + 1] = offsets[r] + row.length })
  return {
    rows: rows.length, columns: rows[0].length, offsets,
    index: Int32Array.from(entries.flat(), ([column]) => column), values: Float32Array.from(entries.flat(), ([, value]) => value),
  }
}

function svdOf(matrix: SparseMatrix, rank: number, seed = 1, options?: Parameters<typeof randomSvd>[4]): RightSingular {
  const compute = computeAlone()
  return randomSvd(compute, share(compute.arena, matrix), rank, createRng(seed), options)
}

/** V Vᵀ, which does not depend on signs. */
function projection({ rank, vectors }: RightSingular, n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => {
    let sum = 0
    for (let k = 0; k < rank; k++) sum += vectors[i * rank + k] * vectors[j * rank + k]
    return sum
  }))
}

describe('randomised SVD by hand', () => {
  // 3 (e1 + e2)/√2 · (f1 + f2)/√2 and 1 · f3: S = [[1.5, 1.5, 0], [1.5, 1.5, 0], [0, 0, 1], [0, 0, 0]].
  const matrix = sparse([[1.5, 1.5, 0], [1.5, 1.5, 0], [0, 0, 1], [0, 0, 0]])

  it('finds values and vectors', () => {
    const { values, vectors, rank } = svdOf(matrix, 2)
    expect([...values]).toEqual([expect.closeTo(3, 5), expect.closeTo(1, 5)])
    expect(rank).toBe(2)
    expect([0, 1, 2].map((item) => Math.abs(vectors[item * 2]))).toEqual([expect.closeTo(Math.SQRT1_2, 5), expect.closeTo(Math.SQRT1_2, 5), expect.closeTo(0, 5)])
    expect([0, 1, 2].map((item) => Math.abs(vectors[item * 2 + 1]))).toEqual([expect.closeTo(0, 5), expect.closeTo(0, 5), expect.closeTo(1, 5)])
  })

  it('gives 0 beyond the rank of the matrix, and no more than it has columns', () => {
    const { values, rank } = svdOf(matrix, 10)
    expect(rank).toBe(3)
    expect(values[2]).toBeCloseTo(0, 5)
    expect(svdOf(matrix, 0).vectors.length).toBe(0)
  })

  it('transposes', () => {
    const back = transpose(transpose(matrix))
    expect(back).toEqual(matrix)
    expect([...transpose(matrix).offsets]).toEqual([0, 2, 4, 5])
  })
})

describe(`parity of the SVD: ${peer.madeBy}`, () => {
  const n = peer.customer.length
  const folded = { customers: peer.customers, items: peer.items, offsets: new Int32Array(peer.customers + 1), item: Int32Array.from(peer.item), source: new Float32Array(n).fill(1), target: new Float32Array(n).fill(1), at: new Float64Array(n) }
  for (const customer of peer.customer) folded.offsets[customer + 1]++
  for (let c = 0; c < peer.customers; c++) folded.offsets[c + 1] += folded.offsets[c]
  const { matrix } = normalise(folded)

  it('equals svds in values and in the space spanned', () => {
    const found = svdOf(matrix, peer.rank)
    found.values.forEach((value, k) => expect(value).toBeCloseTo(peer.singularValues[k], 5))
    projection(found, peer.items).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(peer.ideal[i][j], 4)))
  })

  it('does so from few directions by iterating, and the start decides nothing but signs', () => {
    const options = { oversampling: 3, iterations: 40 }
    const a = projection(svdOf(matrix, peer.rank, 1, options), peer.items)
    const b = projection(svdOf(matrix, peer.rank, 2, options), peer.items)
    a.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(b[i][j], 3)))
  })
})
