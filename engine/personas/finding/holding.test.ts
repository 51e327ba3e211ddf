import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hold, type Evidence, type Held } from './holding.ts'

const rule = { margin: 0.3, runs: 2, counts: true }
const settled: Held = { group: 0, candidate: -1, streak: 0 }
const play = (looks: readonly Evidence[], from = settled, counts = true) => looks.reduce((held, look) => hold(held, look, { ...rule, counts }), from)

describe('hold', () => {
  it('moves at once for a clear lead', () => {
    expect(hold(settled, { group: 1, lead: 0.3 }, rule)).toEqual({ group: 1, candidate: -1, streak: 0 })
  })

  it('moves for a small lead that lasts', () => {
    const first = hold(settled, { group: 1, lead: 0.1 }, rule)
    expect(first).toEqual({ group: 0, candidate: 1, streak: 1 })
    expect(hold(first, { group: 1, lead: 0.1 }, rule)).toEqual({ group: 1, candidate: -1, streak: 0 })
  })

  it('begins to count anew when the own group or a third comes between', () => {
    expect(play([{ group: 1, lead: 0.1 }, { group: 0, lead: 0 }, { group: 1, lead: 0.1 }]).group).toBe(0)
    expect(play([{ group: 1, lead: 0.1 }, { group: 2, lead: 0.1 }, { group: 1, lead: 0.1 }])).toEqual({ group: 0, candidate: 1, streak: 1 })
  })

  it('never moves anybody by evidence that alternates without a clear lead', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 0.29, noNaN: true }), { maxLength: 40 }), (leads) => {
      expect(play(leads.map((lead, i) => ({ group: i % 2, lead: i % 2 === 0 ? 0 : lead }))).group).toBe(0)
    }))
  })

  it('lets looks between runs move for a clear lead only, and remember nothing', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, max: 0.29, noNaN: true })), { maxLength: 20 }), (looks) => {
      const between: Held = { group: 0, candidate: 2, streak: 1 }
      expect(play(looks.map(([group, lead]) => ({ group, lead })), between, false)).toEqual(between)
    }))
    expect(hold(settled, { group: 1, lead: 0.5 }, { ...rule, counts: false }).group).toBe(1)
  })
})
