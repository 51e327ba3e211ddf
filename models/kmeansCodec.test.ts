import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign, fitKMeans } from './kmeans.ts'
import { decodeKMeans, encodeKMeans } from './kmeansCodec.ts'
import { createMatrix } from './matrix.ts'
import { createRng } from './rng.ts'

describe('kmeansCodec', () => {
  it('comes back from JSON bit for bit, with the same assignments', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 6 }), (seed, k) => {
      const rng = createRng(seed)
      const x = createMatrix(30, 3)
      x.data.forEach((_, at) => { x.data[at] = rng() * 1e6 - 5e5 })
      const model = fitKMeans(x, k, rng, { starts: 2 })
      const again = decodeKMeans(JSON.parse(JSON.stringify(encodeKMeans(model))))
      expect(again).toEqual(model)
      expect(assign(again, x)).toEqual(assign(model, x))
    }), { numRuns: 30 })
  })

  it('refuses centres that do not fit their shape', () => {
    const model = fitKMeans({ rows: 2, cols: 1, data: Float32Array.of(1, 2) }, 2, createRng(1))
    expect(() => decodeKMeans({ ...encodeKMeans(model), k: 3 })).toThrow('8 bytes are not 3 × 1')
  })
})
