import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PersonaId } from '../../ids.ts'
import { createOverlap, matchGroups } from './matchGroups.ts'

const id = (name: string) => name as PersonaId

/** Labels now and personas before, a character a person; '.' was not there. */
function match(labels: string, old: string, { merged = [], bound = [] }: { merged?: string[]; bound?: [number, string][] } = {}, k = Math.max(...[...labels].map(Number)) + 1) {
  const personas = [...new Set([...old].filter((p) => p !== '.'))].sort().map(id)
  const overlap = createOverlap(k, personas)
  ;[...labels].forEach((c, i) => {
    if (old[i] === '.') return
    overlap.both[Number(c) * personas.length + personas.indexOf(id(old[i]!))]!++
    overlap.sizes[Number(c)]!++
  })
  return matchGroups(overlap, { merged: new Set(merged.map(id)), bound: new Map(bound.map(([c, p]) => [c, id(p)])) })
}

describe('matchGroups', () => {
  it('keeps a persona through renumbering, comers and leavers', () => {
    const { matches, lost } = match('1111000022', 'AAAABBBB..')
    expect(matches.map((m) => m.persona)).toEqual(['B', 'A', null])
    expect(matches.map((m) => m.jaccard)).toEqual([1, 1, 0])
    expect(lost).toEqual([])
  })

  it('keeps the larger half of a split and says where the rest came from', () => {
    const { matches } = match('0000001111', 'AAAAAAAAAA')
    expect(matches.map((m) => m.persona)).toEqual(['A', null])
    expect(matches[0]!.jaccard).toBeCloseTo(0.6)
    expect(matches[1]!.from).toEqual(['A'])
  })

  it('calls a group new when less than half of both are in both, and the old one lost', () => {
    const { matches, lost } = match('0000111122', 'AAAAAAAAAA')
    expect(matches.map((m) => m.persona)).toEqual([null, null, null])
    expect(lost).toEqual([{ persona: 'A', into: [0, 1] }])
  })

  it('tells into what two personas went together', () => {
    const { matches, lost } = match('0000000000', 'AAAAAABBBB')
    expect(matches[0]).toMatchObject({ persona: 'A', from: ['A', 'B'] })
    expect(lost).toEqual([{ persona: 'B', into: [0] }])
  })

  it('does not undo a merge by hand', () => {
    const { matches, lost } = match('0000111122', 'AAAAAAAABB', { merged: ['A'] })
    expect(matches.map((m) => [m.clusters, m.persona])).toEqual([[[0, 1], 'A'], [[2], 'B']])
    expect(lost).toEqual([])
  })

  it('leaves a bound cluster to its persona, and that persona to no other cluster', () => {
    const { matches, lost } = match('0000000012', 'AAAAAAAABB', { bound: [[2, 'A']] })
    expect(matches.map((m) => [m.clusters, m.persona])).toEqual([[[0], null], [[1], 'B'], [[2], 'A']])
    expect(lost).toEqual([])
  })

  it('starts anew without a run before', () => {
    expect(match('0011', '....').matches.map((m) => m.persona)).toEqual([null, null])
  })

  it('gives every cluster to one match and every persona to one group at most, or to the lost', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('A', 'B', 'C', '.')), { minLength: 1, maxLength: 60 }), fc.subarray(['A', 'B', 'C']), (rows, merged) => {
      const old = rows.map(([, p]) => p).join('')
      const { matches, lost } = match(rows.map(([c]) => c).join(''), old, { merged }, 5)
      expect(matches.flatMap((m) => m.clusters).sort()).toEqual([0, 1, 2, 3, 4])
      const kept = matches.flatMap((m) => (m.persona === null ? [] : [m.persona]))
      expect([...kept, ...lost.map((l) => l.persona)].sort()).toEqual([...new Set(old.replaceAll('.', ''))].sort())
      for (const m of matches) expect(m.persona === null ? m.jaccard === 0 : m.jaccard >= 0.5).toBe(true)
    }))
  })
})
