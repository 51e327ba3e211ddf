import { describe, expect, it } from 'vitest'
import { gaussian } from './draws.ts'
import { createMatrix, fromRows, type Matrix } from './matrix.ts'
import { createRng } from './rng.ts'
import { applyScaler, fitScaler } from './scaling.ts'

const whole = { lowQuantile: 0, highQuantile: 1 }

describe('fitScaler', () => {
  it('by hand: 1 2 3 4 5 has median 3 and IQR 2', () => {
    const scaler = fitScaler(column([1, 2, 3, 4, 5]), [{ name: 'a', group: 'g' }], whole)
    expect(scaler.columns[0]).toMatchObject({ low: 1, high: 5, centre: 3 })
    expect(scaler.columns[0].scale).toBeCloseTo(2 / 1.34898, 5)
  })

  it('is σ for a normal column', () => {
    const rng = createRng(1)
    const x = column(Array.from({ length: 20_000 }, () => 100 + 7 * gaussian(rng)))
    expect(fitScaler(x, [{ name: 'a', group: 'g' }]).columns[0].scale).toBeCloseTo(7, 0)
  })

  it('takes the standard deviation where most values are the same', () => {
    const values = [...Array.from({ length: 90 }, () => 0), ...Array.from({ length: 10 }, () => 1)]
    expect(fitScaler(column(values), [{ name: 'a', group: 'g' }], whole).columns[0].scale).toBeCloseTo(0.3, 6)
  })

  it('takes the standard deviation where the IQR is small but not 0', () => {
    const values = [...Array.from({ length: 70 }, () => 0), ...Array.from({ length: 10 }, () => 0.01), ...Array.from({ length: 20 }, () => 50)]
    expect(fitScaler(column(values), [{ name: 'a', group: 'g' }], whole).columns[0].scale).toBeCloseTo(20, 1)
  })

  it('gives a constant column scale 1 and the value 0', () => {
    const x = column([5, 5, 5])
    const scaler = fitScaler(x, [{ name: 'a', group: 'g' }])
    expect(scaler.columns[0].scale).toBe(1)
    expect(Array.from(applyScaler(scaler, x).data)).toEqual([0, 0, 0])
  })

  it('gives every group the same variance, however many columns, or the one asked for', () => {
    const rng = createRng(2)
    const x = createMatrix(5000, 5)
    x.data.forEach((_, at) => { x.data[at] = gaussian(rng) * 10 ** (at % 5) })
    const columns = ['a', 'a', 'a', 'b', 'c'].map((group, j) => ({ name: `${j}`, group }))
    const scaled = applyScaler(fitScaler(x, columns, { groupWeights: { c: 0.5 } }), x)
    expect(variance(scaled, 0) + variance(scaled, 1) + variance(scaled, 2)).toBeCloseTo(1, 4)
    expect(variance(scaled, 3)).toBeCloseTo(1, 4)
    expect(variance(scaled, 4)).toBeCloseTo(0.5, 4)
  })

  it('counts missing rows as the zeros they become when it evens out groups', () => {
    const x = fromRows([[1, 1], [NaN, 2], [3, 3], [NaN, 4], [5, 5], [NaN, 6], [7, 7], [NaN, 8]])
    const scaled = applyScaler(fitScaler(x, [{ name: 'a', group: 'a' }, { name: 'b', group: 'b' }], whole), x)
    expect(variance(scaled, 0)).toBeCloseTo(1, 5)
  })

  it('gives a column without any value the value 0', () => {
    const x = column([NaN, NaN])
    expect(Array.from(applyScaler(fitScaler(x, [{ name: 'a', group: 'g' }]), x).data)).toEqual([0, 0])
  })

  it('refuses the wrong number of columns', () => {
    expect(() => fitScaler(column([1]), [])).toThrow('0 columns are described, the rows have 1')
  })
})

describe('applyScaler', () => {
  const x = column([1, 2, 3, 4, 1000])
  const scaler = fitScaler(x, [{ name: 'a', group: 'g' }], { lowQuantile: 0.25, highQuantile: 0.75 })

  it('puts outliers on the winsorised edge, also in rows not fitted to', () => {
    const [edge, beyond] = applyScaler(scaler, column([4, 1e9])).data
    expect(beyond).toBe(edge)
  })

  it('puts missing on the median', () => {
    expect(Array.from(applyScaler(scaler, column([NaN, 3])).data)).toEqual([0, 0])
  })

  it('is the same after JSON', () => {
    expect(applyScaler(JSON.parse(JSON.stringify(scaler)), x)).toEqual(applyScaler(scaler, x))
  })

  it('takes logs on both sides of 0', () => {
    const logged = fitScaler(column([-99, 0, 99]), [{ name: 'a', group: 'g', log: true }], whole)
    expect(logged.columns[0]).toMatchObject({ low: -Math.log(100), high: Math.log(100), centre: 0 })
  })

  it('does not change its input', () => {
    const before = x.data.slice()
    applyScaler(scaler, x)
    expect(x.data).toEqual(before)
  })
})

describe('by quantiles', () => {
  const rng = createRng(3)
  const x = column(Array.from({ length: 3000 }, (_, i) => (i % 10 === 0 ? NaN : Math.exp(4 * gaussian(rng)))))
  const scaler = fitScaler(x, [{ name: 'a', group: 'g' }], { method: 'quantile' })
  const scaled = applyScaler(scaler, x)

  it('makes whatever shape normal, of the variance asked for, missing at 0', () => {
    expect(variance(scaled, 0)).toBeCloseTo(1, 4)
    const present = Array.from(scaled.data.filter((_, i) => i % 10 !== 0)).sort((a, b) => a - b)
    const spread = Math.sqrt(0.9) // one row in ten is missing and adds nothing
    expect([0.1, 0.25, 0.5, 0.75, 0.9].map((p) => present[Math.round(p * present.length)] * spread))
      .toEqual([-1.28, -0.67, 0, 0.67, 1.28].map((z) => expect.closeTo(z, 1)))
    expect([scaled.data[0], scaled.data[10]]).toEqual([0, 0])
  })

  it('keeps the order and forgets the distances, with a log or without', () => {
    const logged = fitScaler(x, [{ name: 'a', group: 'g', log: true }], { method: 'quantile' })
    applyScaler(logged, x).data.forEach((value, i) => expect(value).toBeCloseTo(scaled.data[i], 1))
    const [low, high, beyond] = applyScaler(scaler, column([1, 1000, 1e30])).data
    expect(low < high && high < beyond).toBe(true)
    expect(beyond).toBeLessThan(3)
  })

  it('gives groups the same variance and survives JSON', () => {
    const two = fromRows(Array.from({ length: 500 }, () => [Math.exp(gaussian(rng)), Math.floor(3 * rng())]))
    const fitted = fitScaler(two, [{ name: 'a', group: 'a' }, { name: 'b', group: 'b' }], { method: 'quantile' })
    const once = applyScaler(fitted, two)
    expect([variance(once, 0), variance(once, 1)]).toEqual([expect.closeTo(1, 4), expect.closeTo(1, 4)])
    expect(applyScaler(JSON.parse(JSON.stringify(fitted)), two)).toEqual(once)
  })

  it('keeps columns of one value or of none at 0', () => {
    const flat = fromRows([[5, NaN], [5, NaN]])
    const columns = [{ name: 'a', group: 'g' }, { name: 'b', group: 'g' }]
    expect([...applyScaler(fitScaler(flat, columns, { method: 'quantile' }), flat).data]).toEqual([0, 0, 0, 0])
  })
})

it('applies a scaler stored before there were tables of ranks', () => {
  const stored = JSON.parse('{"columns":[{"name":"a","group":"g","log":true,"low":0,"high":2,"centre":1,"scale":0.5,"weight":0.25}]}')
  expect([...applyScaler(stored, column([-9, Math.E - 1, 99, NaN])).data]).toEqual([-0.5, expect.closeTo(0, 6), 0.5, 0])
})

function column(values: number[]): Matrix {
  return fromRows(values.map((value) => [value]))
}

function variance(x: Matrix, j: number): number {
  const values = Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + j])
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}
