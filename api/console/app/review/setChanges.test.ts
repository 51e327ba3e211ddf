import { describe, expect, it } from 'vitest'
import { setChanges } from './setChanges.ts'

const set = (...ids: string[]) => ({ entries: ids.map((personaId) => ({ personaId, effectiveAt: '2026-01-01T00:00:00Z' })) })

describe('what a set changed', () => {
  it('is what came and what went', () => {
    expect(setChanges(set('a', 'c'), set('a', 'b'))).toEqual({ added: ['c'], removed: ['b'] })
  })
  it('is all of it for the first one', () => {
    expect(setChanges(set('a'), null)).toEqual({ added: ['a'], removed: [] })
  })
})
