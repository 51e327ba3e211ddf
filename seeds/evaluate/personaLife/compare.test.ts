import { describe, expect, it } from 'vitest'
import { homesOf, jaccardOf, movement } from './compare.ts'

const before = new Map([['a', 'P'], ['b', 'P'], ['c', 'P'], ['d', 'Q'], ['e', 'Q'], ['gone', 'P'], ['late', null], ['lost', 'P']])
const now = new Map([['a', 'P'], ['b', 'Q'], ['c', 'P'], ['d', 'Q'], ['e', 'P'], ['new', 'P'], ['late', 'P'], ['lost', null]])

describe('jaccardOf', () => {
  it('by hand: of those who are in a persona both times', () => {
    // P was a b c, is a c e: 2 of 4. Q was d e, is b d: 1 of 3.
    expect(jaccardOf('P', before, now)).toBe(0.5)
    expect(jaccardOf('Q', before, now)).toBe(1 / 3)
  })
  it('knows nothing of a persona without members', () => {
    expect(jaccardOf('R', before, now)).toBeNull()
    expect(jaccardOf('P', new Map([['gone', 'P']]), now)).toBeNull()
  })
})

describe('movement', () => {
  const kinds = new Map([['a', 'nester'], ['b', 'cook'], ['c', 'cook'], ['d', 'cook'], ['e', 'cook'], ['gone', 'cook']] as const)

  it('by hand: who moved of those who changed and of the others, and who went where their kind is', () => {
    // b and c became cooks, who live in Q; only b went there. Of a, d, e, who stayed the same, e moved away from it. The others are in a persona once only.
    expect(movement(before, now, new Set(['b', 'c', 'gone']), kinds, new Map([['cook', 'Q']]))).toEqual({ changed: { people: 2, moved: 1, arrived: 1 }, same: { people: 3, moved: 1, arrived: 0 } })
    expect(movement(before, now, new Set(), kinds, new Map([['cook', 'P']])).same).toEqual({ people: 5, moved: 2, arrived: 1 })
  })
  it('lets nobody arrive at a kind that nobody found', () => {
    expect(movement(before, now, new Set(['b']), kinds, new Map()).changed).toEqual({ people: 1, moved: 1, arrived: 0 })
  })
})

describe('homesOf', () => {
  it('finds the persona most of a kind are in', () => {
    const truth = new Map([['a', 'cook'], ['b', 'cook'], ['d', 'cook'], ['e', 'nester'], ['nobody', 'family']] as const)
    expect(homesOf(before, truth)).toEqual(new Map([['cook', 'P'], ['nester', 'Q']]))
  })
})
