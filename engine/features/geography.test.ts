import { describe, expect, it } from 'vitest'
import { distanceKm, nearestKm } from './geography.ts'

const BERLIN = { lat: 52.52, lon: 13.405 }
const WIEN = { lat: 48.208, lon: 16.373 }
const ZUERICH = { lat: 47.377, lon: 8.541 }

describe('distanceKm', () => {
  it('agrees with published great-circle distances', () => {
    expect(distanceKm(BERLIN, WIEN)).toBeCloseTo(524, 0)
    // A quarter of the meridian on the mean sphere.
    expect(distanceKm({ lat: 0, lon: 0 }, { lat: 90, lon: 0 })).toBeCloseTo((Math.PI / 2) * 6371.0088, 6)
  })

  it('is symmetric, zero at home, and crosses the antimeridian the short way', () => {
    expect(distanceKm(BERLIN, ZUERICH)).toBeCloseTo(distanceKm(ZUERICH, BERLIN), 9)
    expect(distanceKm(BERLIN, BERLIN)).toBe(0)
    expect(distanceKm({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111.19, 1)
  })
})

describe('nearestKm', () => {
  it('takes the nearest, and knows nothing without any', () => {
    expect(nearestKm(BERLIN, [ZUERICH, WIEN])).toBeCloseTo(distanceKm(BERLIN, WIEN), 9)
    expect(nearestKm(BERLIN, [])).toBeNull()
  })
})
