import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameOf } from './mapFrame.ts'

const number = fc.double({ min: -50, max: 50, noNaN: true })
const point = fc.record({ personaId: fc.constant('p'), x: number, y: number })

describe('the frame of the map', () => {
  it('holds every point and has one scale on both axes', () => {
    fc.assert(fc.property(fc.array(point, { minLength: 1 }), fc.double({ min: 0.01, max: 2, noNaN: true }), fc.integer({ min: 200, max: 1600 }), fc.integer({ min: 200, max: 600 }), (centres, side, width, height) => {
      const { x, y, unit } = frameOf({ centres, cells: [], side }, width, height)
      expect(centres.every((one) => one.x >= x[0] && one.x <= x[1] && one.y >= y[0] && one.y <= y[1])).toBe(true)
      expect(width / (x[1] - x[0])).toBeCloseTo(unit, 6)
      expect(height / (y[1] - y[0])).toBeCloseTo(unit, 6)
    }))
  })
  it('fills the picture but for its air, worked by hand', () => {
    const { x, unit } = frameOf({ centres: [{ personaId: 'a', x: -1, y: 0 }, { personaId: 'b', x: 1, y: 0 }], cells: [], side: 0.5 }, 300, 1000)
    expect([unit, ...x].map((value) => Number(value.toFixed(3)))).toEqual([76, -1.974, 1.974])
  })
})
