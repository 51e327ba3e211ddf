import { describe, expect, it } from 'vitest'
import { figuresOf } from './figuresOf.ts'
import { percentOf } from './percent.ts'

const interval = { mean: 0, low: -1, high: 1 }

describe('figuresOf', () => {
  it('finds every interval at any depth, with the n it belongs to, and nothing else', () => {
    const metrics = { served: 'lists', lists: { n: 5, 'ndcg@20': interval }, gain: { 'hr@20': { ...interval, n: 7 } }, report: { slices: [{ name: 'new', n: 3, hr: interval }, { hr: interval }] }, none: null, list: [1, 2], half: { mean: 1 } }
    expect(figuresOf(metrics)).toEqual([
      { path: ['lists', 'ndcg@20'], n: 5, ...interval }, { path: ['gain', 'hr@20'], n: 7, ...interval },
      { path: ['report', 'slices', 'new', 'hr'], n: 3, ...interval }, { path: ['report', 'slices', '2', 'hr'], n: null, ...interval },
    ])
  })
})

describe('percentOf', () => {
  it('takes percent and nothing else', () => {
    expect(['5', ' 12,5 % ', '0', '99'].map((text) => percentOf(text, 0))).toEqual([0.05, 0.125, 0, 0.99])
    expect(['', 'x', '-1', '100', '1e9'].map((text) => percentOf(text, 0))).toEqual([null, null, null, null, null])
    expect(percentOf('0', 1)).toBeNull()
  })
})
