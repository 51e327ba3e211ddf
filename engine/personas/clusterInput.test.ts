import { describe, expect, it } from 'vitest'
import type { FeatureColumn } from '../features/column.ts'
import { fromRows } from '../../models/matrix.ts'
import { chooseInput } from './clusterInput.ts'

const columns = (...names: string[]): FeatureColumn[] => names.map((name) => ({ name, group: 'history', unit: '', window: 'all', label: { de: '', en: '' }, meaning: { de: '', en: '' } }))
const names = (input: { columns: readonly FeatureColumn[] }) => input.columns.map((column) => column.name)

describe('chooseInput', () => {
  it('drops columns that are constant, empty or known of few', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i, 7, NaN, i === 0 ? 1 : NaN])
    expect(names(chooseInput({ columns: columns('a', 'constant', 'empty', 'rare'), x: fromRows(rows) }))).toEqual(['a'])
  })

  it('goes by habits, and by volume only where there are too few of them', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i, i, i, i, i, i, i])
    expect(names(chooseInput({ columns: columns('orders', 'b', 'c', 'd', 'e', 'f', 'g'), x: fromRows(rows) }))).toEqual(['b', 'c', 'd', 'e', 'f', 'g'])
    expect(names(chooseInput({ columns: columns('orders', 'b', 'c', 'd', 'e', 'revenue', 'country:DE'), x: fromRows(rows) }))).toEqual(['orders', 'b', 'c', 'd', 'e', 'revenue'])
  })

  it('lets only those shape the groups of whom enough is known', () => {
    const x = fromRows([[1, 2, 3], [2, NaN, 4], [NaN, NaN, 5], [4, 4, 6]])
    const input = chooseInput({ columns: columns('a', 'b', 'c'), x })
    expect([...input.shaping]).toEqual([0, 3])
    expect(input.x.rows).toBe(4)
  })
})
