import { describe, expect, it } from 'vitest'
import { chooseK } from './chooseK.ts'
import { clustererContract, drawnGroups } from './clustererContract.ts'
import { assignClusters, clusterCentres, clustererOf, fitClusters } from './clusterers.ts'
import { decodeClusters, encodeClusters } from './clusterers/clustersCodec.ts'
import { fitNmfClusters } from './clusterers/nmfClusters.ts'
import { fitKMeans, type KMeansOptions } from './kmeans.ts'
import { plusPlusSeeds } from './kmeansSeeds.ts'
import { encodeKMeans } from './kmeansCodec.ts'
import { fromRows } from './matrix.ts'
import { createRng } from './rng.ts'
import { assignSoft, withinVariance } from './softAssign.ts'

clustererContract('kmeans')
clustererContract('mixture')
clustererContract('nmf')

describe('k-means behind the contract', () => {
  const { x } = drawnGroups(200)
  const kmeans = fitKMeans(x, 4, createRng(1))
  const variance = withinVariance(kmeans, x.rows)

  it('is k-means as it always was, with its soft weights', () => {
    expect(fitClusters('kmeans', x, 4, createRng(1))).toEqual({ kind: 'kmeans', kmeans, variance })
    expect(assignClusters({ kind: 'kmeans', kmeans, variance }, x)).toEqual(assignSoft(kmeans, x, variance))
  })

  it('is sure of rows that all sit on centres, however close those are', () => {
    const { margins } = assignClusters(fitClusters('kmeans', fromRows([[0], [0.01], [0], [0.01]]), 2, createRng(1)), fromRows([[0], [0.01]]))
    expect([...margins]).toEqual([expect.closeTo(1), expect.closeTo(1)])
  })

  it('reads a model stored before there were other kinds', () => {
    const stored = JSON.parse(JSON.stringify({ kmeans: encodeKMeans(kmeans), variance }))
    expect(decodeClusters(stored)).toEqual({ kind: 'kmeans', kmeans, variance })
  })
})

describe('non-negative factorisation as groups', () => {
  it('by hand: corners are their own parts, the middle is half of each, beyond the range is the edge', () => {
    const model = fitClusters('nmf', fromRows([[0, 0], [4, 0], [0, 0], [4, 0]]), 2, createRng(1))
    const { weights, margins } = assignClusters(model, fromRows([[0, 0], [4, 0], [2, 0], [99, 5]]))
    const own = weights.data[0] > 0.5 ? [1, 0] : [0, 1]
    const expected = [...own, own[1], own[0], 0.5, 0.5, own[1], own[0]]
    expect([...weights.data]).toEqual(expected.map((value) => expect.closeTo(value, 5)))
    expect(margins[2]).toBeCloseTo(0, 5)
    expect([...clusterCentres(model).data]).toEqual(own[0] === 1 ? [0, 0, 4, 0] : [4, 0, 0, 0])
  })

  it('gives a group without members the mean of all as its centre', () => {
    const { centres } = fitNmfClusters(fromRows([[1], [1], [1]]), 2, createRng(1))
    expect([...centres.data]).toEqual([1, 1])
  })
})

it('refuses numbers that do not fit', () => {
  const encoded = encodeClusters(fitClusters('nmf', drawnGroups(40).x, 2, createRng(1)))
  if (encoded.kind !== 'nmf') throw new Error('another kind')
  expect(() => decodeClusters({ ...encoded, low: encoded.low.slice(4) })).toThrow('bytes are not 1 × 6')
})

it('starts a mixture from k-means by its options', () => {
  const { x } = drawnGroups(100)
  let asked = 0
  const kmeans: Partial<KMeansOptions> = { starts: 3, seeder: (...given) => { asked++; return plusPlusSeeds(...given) } }
  fitClusters('mixture', x, 2, createRng(1), { kmeans })
  expect(asked).toBe(3)
})

it('chooseK chooses the k that was drawn, with a mixture', () => {
  const { x } = drawnGroups(300)
  const choice = chooseK(x, createRng(1), { from: 3, to: 5, fit: clustererOf('mixture'), resamples: 3 })
  expect(choice).toMatchObject({ k: 4, reason: 'stable-and-distinct' })
  expect(choice.table[1].weakest).toBeGreaterThan(0.9)
})
