import { describe, expect, it } from 'vitest'
import { hitRate, ndcg } from '../../models/rankingMetrics.ts'
import type { Scorer } from './generator.ts'
import { judge, ranker } from './judge.ts'
import type { Cases } from './problem.ts'

const scores = Float32Array.from([0, 3, 3, 9, 1])
/** Knows items 1, 2 and 3 of five; behind them the order 4, 3, 2, 1, 0. Silent about customer 7. */
const scorer: Scorer = {
  score: (customer) => (customer === 7 ? null : { scores, among: Int32Array.from([3, 2, 1]) }),
  otherwise: Int32Array.from([4, 3, 2, 1, 0]),
}
const open: Cases = { customers: Int32Array.from([0, 7]), relevant: [new Set([2]), new Set([0, 4])], masked: null, candidates: null }

describe('ranker', () => {
  it('ranks by score, ties by item number, then what follows in general, nothing twice', () => {
    expect(Array.from(ranker(open, scorer, 5)(0))).toEqual([3, 1, 2, 4, 0])
    expect(Array.from(ranker(open, scorer, 5)(1))).toEqual([4, 3, 2, 1, 0])
    expect(Array.from(ranker(open, scorer, 2)(0))).toEqual([3, 1])
  })

  it('leaves masked items out, whether scored or not', () => {
    const rank = ranker({ ...open, masked: () => Int32Array.from([3, 4]) }, scorer, 5)
    expect(Array.from(rank(0))).toEqual([1, 2, 0])
  })

  it('ranks the candidates alone, all of them', () => {
    const rank = ranker({ ...open, candidates: () => Int32Array.from([0, 2, 4]) }, scorer, 5)
    expect(Array.from(rank(0))).toEqual([2, 4, 0])
    expect(Array.from(rank(1))).toEqual([4, 2, 0])
  })
})

describe('judge', () => {
  it('gives each metric per case', () => {
    const judged = judge(open, scorer, { 'hr@2': (r, t) => hitRate(r, t, 2), 'ndcg@3': (r, t) => ndcg(r, t, 3) }, 3)
    expect([...judged['hr@2']]).toEqual([0, 1])
    expect(judged['ndcg@3'][0]).toBeCloseTo(1 / Math.log2(4), 12)
    expect(judged['ndcg@3'][1]).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12)
  })
})
