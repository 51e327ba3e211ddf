import { describe, expect, it } from 'vitest'
import { movedOf } from './movedOf.ts'

describe('who moved', () => {
  const flows = [
    { from: 'a', to: 'a', people: 180 }, { from: 'a', to: 'b', people: 20 }, { from: 'b', to: 'b', people: 100 }, { from: 'b', to: 'undetermined', people: 30 },
    { from: 'joined', to: 'a', people: 500 }, { from: 'undetermined', to: 'undetermined', people: 40 }, { from: 'b', to: 'left', people: 60 },
  ]
  it('is told of those who were and are in a persona: 280 of 300 stayed', () => {
    expect(movedOf(flows).stayed).toBeCloseTo(280 / 300, 12)
  })
  it('lists moves, not those who came or went', () => {
    expect(movedOf(flows).moves.map(({ from, to }) => `${from} ${to}`)).toEqual(['b undetermined', 'a b'])
  })
  it('is unknown where nothing may be shown', () => {
    expect(movedOf([{ from: 'undetermined', to: 'undetermined', people: 40 }])).toEqual({ stayed: null, moves: [] })
  })
})
