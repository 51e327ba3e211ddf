import { describe, expect, it } from 'vitest'
import type { FeatureColumn } from '../../features/column.ts'
import { fromRows } from '../../../models/matrix.ts'
import { chooseInput } from './clusterInput.ts'

const columns = (...names: string[]): FeatureColumn[] => names.map((name) => ({ name, group: 'history', unit: '', window: 'all', label: { de: '', en: '' }, meaning: { de: '', en: '' } }))
const names = (input: { columns: readonly FeatureColumn[] }) => input.columns.map((column) => column.name)

describe('chooseInput', () => {
  it('drops columns that are constant, empty or known of few', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i, 7, NaN, i === 0 ? 1 : NaN])
    expect(names(chooseInput({ columns: columns('a', 'constant', 'empty', 'rare'), x: fromRows(rows) }))).toEqual(['a'])
  })

  it('goes by habits, and by volume only where there are too few kinds of them', () => {
    const ten = columns('orders', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'hour:morning', 'hour:night', 'device:mobile')
    const rows = Array.from({ length: 20 }, (_, i) => ten.map(() => i))
    expect(names(chooseInput({ columns: ten, x: fromRows(rows) }))).not.toContain('orders')
    // Hours are one kind of habit, however many there are.
    const nine = columns('orders', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'hour:morning', 'hour:night', 'country:DE')
    expect(names(chooseInput({ columns: nine, x: fromRows(rows) }))).toEqual(['orders', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'hour:morning', 'hour:night'])
  })

  it('lets only those shape the groups of whom enough is known', () => {
    const x = fromRows([[1, 2, 3], [2, NaN, 4], [NaN, NaN, 5], [4, 4, 6]])
    const input = chooseInput({ columns: columns('a', 'b', 'c'), x })
    expect([...input.shaping]).toEqual([0, 3])
    expect(input.x.rows).toBe(4)
  })

  it('leaves out shares that are largely luck, and categories where there are topics because they tell nothing', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i, i, i])
    const given = (...columnNames: string[]) => names(chooseInput({ columns: columns(...columnNames).map((column, j) => (j === 0 ? { ...column, reliability: 0.5 } : { ...column, reliability: 0.7 })), x: fromRows(rows) }))
    expect(given('hour:night', 'hour:morning', 'price_level')).toEqual(['hour:morning', 'price_level'])
    expect(given('weekend_share', 'category:Food', 'taste:1')).toEqual(['taste:1'])
  })
})
