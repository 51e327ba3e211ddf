import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted } from './fitted.ts'

describe('fitted', () => {
  it('leaves a short name alone', () => {
    expect(fitted('Hessen', 120)).toBe('Hessen')
  })
  it('breaks after spaces and hyphens', () => {
    expect(fitted('Nordrhein-Westfalen', 120)).toBe('Nordrhein-\nWestfalen')
    expect(fitted('Familien mit Tablet', 100)).toBe('Familien mit\nTablet')
  })
  it('ends the second line with an ellipsis where more would follow', () => {
    expect(fitted('Kundschaft für Garten und Balkon, morgens', 112)).toBe('Kundschaft für\nGarten und Balk…')
  })
  it('never has more than two lines, nor a line wider than asked for', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 40, max: 400 }), (name, width) => {
      const lines = fitted(name.replaceAll('\n', ' '), width).split('\n')
      expect(lines.length).toBeLessThanOrEqual(2)
      expect(lines.every((line) => line.length <= Math.max(4, width / 7))).toBe(true)
    }))
  })
})
