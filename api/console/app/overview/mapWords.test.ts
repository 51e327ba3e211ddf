import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { endsOf, nearestOf, placeOf } from './mapWords.ts'

const words = en.overview.map
const centres = [{ personaId: 'a', x: -3, y: 2 }, { personaId: 'b', x: 3, y: 2 }, { personaId: 'c', x: 0, y: 0 }, { personaId: 'd', x: 0.5, y: -2 }]

describe('the map in words', () => {
  it('names at either end what there is more and less of, the opposite at the other', () => {
    const axis = { towards: [{ column: 'mobile', weight: 0.5 }, { column: 'desktop', weight: -0.4 }, { column: 'app', weight: 0.1 }] }
    expect(endsOf(axis, (column) => column, words)).toEqual({ low: 'less: mobile, more: desktop', high: 'more: mobile, less: desktop' })
  })
  it('says where a centre lies, y upwards', () => {
    expect(centres.map((centre) => placeOf(centre, centres, words.places))).toEqual(['top left', 'top right', 'middle', 'bottom'])
    expect(placeOf(centres[0]!, [centres[0]!], words.places)).toBe('middle')
  })
  it('finds the next centre', () => {
    expect(nearestOf(centres[2]!, centres)?.personaId).toBe('d')
    expect(nearestOf(centres[0]!, [centres[0]!])).toBeNull()
  })
})
