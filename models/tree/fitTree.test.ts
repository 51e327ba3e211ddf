import { describe, expect, it } from 'vitest'
import peer from '../fixtures/tree-sklearn.json' with { type: 'json' }
import { fromRows } from '../matrix.ts'
import { binColumns } from './binned.ts'
import { fitTree, type TreeNode, type TreeOptions } from './fitTree.ts'

const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i)

function grow(rows: readonly (readonly number[])[], member: readonly number[], options: Partial<TreeOptions> = {}): TreeNode {
  const x = fromRows(rows)
  return fitTree(binColumns(x, all(x.rows), 200), member, all(x.rows), { minLeaf: 1, ...options })
}

describe('fitTree', () => {
  it('by hand: one question parts them', () => {
    const root = grow([[1, 5], [2, 5], [3, 5], [9, 5]], [0, 0, 0, 1])
    expect(root).toMatchObject({ rows: 4, yes: 1, split: { column: 0, threshold: 5, below: { rows: 3, yes: 0, split: null }, above: { rows: 1, yes: 1, split: null } } })
  })
  it('asks the lower column of two that tell the same', () => {
    expect(grow([[1, 1], [2, 2]], [0, 1]).split?.column).toBe(0)
  })
  it('keeps minLeaf rows on each side, and stops at maxDepth and where all are alike', () => {
    expect(grow([[1], [2], [3], [9]], [0, 0, 0, 1], { minLeaf: 2 }).split).toMatchObject({ threshold: 2 })
    expect(grow([[1], [2], [3], [9]], [0, 0, 0, 1], { minLeaf: 3 }).split).toBeNull()
    expect(grow([[1], [2]], [0, 1], { maxDepth: 0 }).split).toBeNull()
    expect(grow([[1], [2]], [1, 1]).split).toBeNull()
  })
  it('sends missing values where they tell most', () => {
    const rows = [[1], [2], [8], [9], [NaN], [NaN]]
    expect(grow(rows, [0, 0, 1, 1, 1, 1]).split).toMatchObject({ column: 0, threshold: 5, missingBelow: false, above: { rows: 4, yes: 4 } })
    expect(grow(rows, [1, 1, 0, 0, 1, 1]).split).toMatchObject({ column: 0, threshold: 5, missingBelow: true, below: { rows: 4, yes: 4 } })
  })
  it('sends missing values it never saw with the greater side', () => {
    expect(grow([[1], [2], [3], [9]], [0, 0, 0, 1]).split?.missingBelow).toBe(true)
    expect(grow([[1], [7], [8], [9]], [0, 1, 1, 1]).split?.missingBelow).toBe(false)
  })
  it('weighs a row of weight two as that row twice', () => {
    const [rows, member] = [[[1], [2], [3], [4], [5]], [0, 1, 0, 1, 1]]
    const twice = grow([...rows, rows[2]], [...member, 0])
    const weighted = grow(rows, member, { weights: [1, 1, 2, 1, 1] })
    expect(weighted.split?.threshold).toBe(twice.split?.threshold)
    expect(weighted.split?.above.yes).toBe(twice.split?.above.yes)
  })
  it('refuses labels and weights of another length', () => {
    expect(() => grow([[1], [2]], [0])).toThrow(RangeError)
    expect(() => grow([[1], [2]], [0, 1], { weights: [1] })).toThrow(RangeError)
  })
})

type Theirs = { rows: number; weight: number; yes: number; split: { column: number; threshold: number; missingBelow: boolean; below: Theirs; above: Theirs } | null }

describe(`parity: ${peer.madeBy}`, () => {
  const holes = peer.holes.map((row) => row.map((value) => value ?? NaN))

  /** The same columns, the same people on each side; thresholds in the same gap, of which we take a round number and they the middle. */
  function compare(ours: TreeNode, theirs: Theirs, rows: readonly (readonly number[])[]): void {
    expect(ours.rows).toBe(theirs.rows)
    expect(ours.weight).toBeCloseTo(theirs.weight, 8)
    expect(ours.yes).toBeCloseTo(theirs.yes, 8)
    expect(ours.split?.column).toBe(theirs.split?.column)
    if (ours.split === null || theirs.split === null) return
    const { column, threshold, missingBelow } = ours.split
    const [low, high] = [threshold, theirs.split.threshold].sort((a, b) => a - b)
    expect(rows.filter((row) => row[column] > low && row[column] <= high)).toEqual([])
    if (rows.some((row) => Number.isNaN(row[column]))) expect(missingBelow).toBe(theirs.split.missingBelow)
    const below = rows.filter((row) => (Number.isNaN(row[column]) ? missingBelow : row[column] <= threshold))
    compare(ours.split.below, theirs.split.below, below)
    compare(ours.split.above, theirs.split.above, rows.filter((row) => !below.includes(row)))
  }

  it.each(peer.cases)('$name', (each) => {
    const rows = each.holes ? holes : peer.x
    const criterion = each.criterion === 'gini' ? 'gini' : 'entropy'
    compare(grow(rows, peer.member, { criterion, minLeaf: each.minLeaf, ...(each.weighted ? { weights: peer.weights } : {}) }), each.root as Theirs, rows)
  })
  it.skip('differs: scikit-learn also asks "known or missing?", which a reader of rules would not', () => {})
  it.skip('differs: scikit-learn breaks ties between columns by a seeded draw, we take the lower', () => {})
  it.skip('differs: scikit-learn splits a mixed node even where nothing is gained', () => {})
})
