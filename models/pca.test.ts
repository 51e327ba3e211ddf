import { describe, expect, it } from 'vitest'
import { gaussian } from './draws.ts'
import peer from './fixtures/pca-sklearn.json' with { type: 'json' }
import { createMatrix, fromRows, selectRows } from './matrix.ts'
import { explainedShares, fitPca, project } from './pca.ts'
import { createRng } from './rng.ts'

describe('fitPca', () => {
  it('by hand: points on a line have one component, along it', () => {
    const pca = fitPca(fromRows([[0, 1], [3, 5], [6, 9]]), 2)
    expect(pca.components[0]).toEqual([expect.closeTo(0.6, 10), expect.closeTo(0.8, 10)])
    expect(pca.variances).toEqual([expect.closeTo(25, 10), expect.closeTo(0, 10)])
    expect(explainedShares(pca)).toEqual([expect.closeTo(1, 10), expect.closeTo(0, 10)])
    expect([...project(pca, fromRows([[3, 5], [9, 13]])).data]).toEqual([0, 0, 10, 0].map((value) => expect.closeTo(value, 5)))
  })

  it('keeps distances when it keeps all components, and the same ones for permuted rows', () => {
    const rng = createRng(1)
    const x = createMatrix(30, 5)
    x.data.forEach((_, at) => { x.data[at] = 3 + gaussian(rng) })
    const pca = fitPca(x, 9)
    const turned = project(pca, x)
    expect(turned.cols).toBe(5)
    const squares = (m: typeof x): number => m.data.subarray(0, 5).reduce((sum, value, j) => sum + (value - m.data[5 + j]) ** 2, 0)
    expect(squares(turned)).toBeCloseTo(squares(x), 4)
    const backwards = fitPca(selectRows(x, Array.from({ length: 30 }, (_, i) => 29 - i)), 9)
    pca.components.forEach((component, k) => expect(backwards.components[k]).toEqual(component.map((value) => expect.closeTo(value, 9))))
    expect(project(JSON.parse(JSON.stringify(pca)), x)).toEqual(turned)
  })

  it('has no shares where rows do not differ, and refuses what has no components', () => {
    expect(explainedShares(fitPca(fromRows([[1, 2], [1, 2]]), 1))).toEqual([0])
    expect(() => fitPca(fromRows([[1, 2]]), 1)).toThrow('at least 2 rows')
    expect(() => fitPca(fromRows([[1], [2]]), 0)).toThrow('count must be')
    expect(() => fitPca(fromRows([[1], [NaN]]), 1)).toThrow('not finite')
    expect(() => project(fitPca(fromRows([[1], [2]]), 1), fromRows([[1, 2]]))).toThrow('The components have 1 columns')
  })
})

/** fixtures/pca-sklearn.py says how the numbers were made. */
describe(`parity: ${peer.madeBy}`, () => {
  it.each(peer.cases)('$name', ({ x, components, variances, shares, projected }) => {
    const rows = fromRows(x)
    const pca = fitPca(rows, components.length)
    components.forEach((component, k) => expect(pca.components[k]).toEqual(component.map((value) => expect.closeTo(value, 7))))
    variances.forEach((variance, k) => expect(pca.variances[k] / variance).toBeCloseTo(1, 9))
    expect(explainedShares(pca)).toEqual(shares.map((share) => expect.closeTo(share, 9)))
    projected.flat().forEach((value, at) => expect(project(pca, rows).data[at]).toBeCloseTo(value, 5))
  })
})
