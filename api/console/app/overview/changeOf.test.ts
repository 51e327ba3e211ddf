import { describe, expect, it } from 'vitest'
import type { Lineage, PersonaRun } from '../client/wire.ts'
import { changeOf } from './changeOf.ts'

const report = (drift: PersonaRun['report']['drift']): PersonaRun['report'] => ({ undetermined: { between: 0, far: 0, unknown: 0 }, held: 0, sensitive: [], drift, map: null })
const drift = { since: 'r1', features: [], level: 0.01, sizes: [{ personaId: 'p', before: 200, now: 230, p: 0.001, changed: true }, { personaId: 'q', before: 0, now: 3, p: 1, changed: false }] }
const run = { id: 'r2', report: report(drift) }
const at = '2026-01-01T00:00:00Z'
const born = (runId: string): Lineage => ({ kind: 'born', runId, at })

describe('what changed since the last run', () => {
  it('is nothing after the first', () => {
    expect(changeOf({ id: 'p', lineage: [born('r2')] }, { id: 'r2', report: report(null) })).toBeNull()
  })
  it('is that it is new, or split off', () => {
    expect(changeOf({ id: 'n', lineage: [born('r2'), { kind: 'submitted', at, by: 'x' }] }, run)).toEqual({ kind: 'fresh' })
    expect(changeOf({ id: 'n', lineage: [{ kind: 'split', runId: 'r2', at, from: ['p'] }] }, run)).toEqual({ kind: 'split' })
  })
  it('is its size as a part of what it was, and nothing where there was nobody', () => {
    expect(changeOf({ id: 'p', lineage: [born('r1'), { kind: 'continued', runId: 'r2', at, jaccard: 0.9 }] }, run)).toEqual({ kind: 'size', change: 0.15, clearly: true })
    expect(changeOf({ id: 'q', lineage: [born('r1')] }, run)).toBeNull()
  })
})
