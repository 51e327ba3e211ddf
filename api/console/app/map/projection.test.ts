import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frame, project, unproject } from './projection.ts'

const lon = fc.double({ min: -180, max: 180, noNaN: true })
const lat = fc.double({ min: -80, max: 80, noNaN: true })

describe('the Mercator projection', () => {
  it('has the value of Snyder 1987, p. 266: 35° N is 0.6528366 in radians', () => {
    expect((-project([0, 35])[1] * Math.PI) / 180).toBeCloseTo(0.6528366, 6)
  })
  it('comes back', () => {
    fc.assert(fc.property(lon, lat, (x, y) => {
      const [backLon, backLat] = unproject(project([x, y]))
      expect(backLon).toBeCloseTo(x, 9)
      expect(backLat).toBeCloseTo(y, 9)
    }))
  })
})

describe('frame', () => {
  it('holds every point', () => {
    fc.assert(fc.property(fc.array(fc.tuple(lon, fc.double({ min: -78, max: 78, noNaN: true })), { minLength: 1 }), (points) => {
      const [[west, north], [east, south]] = frame(points)
      expect(points.every(([x, y]) => x >= west && x <= east && y >= south && y <= north)).toBe(true)
    }))
  })
  it('shows some land around a single point', () => {
    const [[west, north], [east, south]] = frame([[10, 50]])
    expect([west, east, south, north]).toEqual([7, 13, 47, 53])
  })
})
