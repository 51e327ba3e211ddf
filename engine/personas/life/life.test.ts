import { describe, expect, it } from 'vitest'
import type { PersonaStatus } from '../../store/schema/learning.ts'
import { nextStep, type LifeEvent } from './life.ts'

const STATES: readonly PersonaStatus[] = ['draft', 'in_review', 'approved', 'published', 'retired']
const EVENTS: readonly LifeEvent[] = ['submit', 'approve', 'reject', 'publish', 'retire', 'absorb', 'lose']

describe('the life of a persona', () => {
  it('goes from draft to published by submit, approve, publish', () => {
    expect(nextStep('draft', 'submit').state).toBe('in_review')
    expect(nextStep('in_review', 'approve').state).toBe('approved')
    expect(nextStep('approved', 'publish')).toEqual({ state: 'published', effects: ['announce'] })
  })

  it.each(['draft', 'in_review', 'published', 'retired'] as const)('publishes nothing that is %s', (state) => {
    expect(() => nextStep(state, 'publish')).toThrow(/approved first/)
  })

  it('never leaves retired', () => {
    for (const event of EVENTS) expect(() => nextStep('retired', event)).toThrow(/Nothing can be done/)
  })

  it('announces whatever changes the published set, and only that', () => {
    for (const state of STATES) {
      for (const event of EVENTS) {
        let next
        try {
          next = nextStep(state, event)
        } catch {
          continue
        }
        expect(next.effects.includes('announce')).toBe((state === 'published') !== (next.state === 'published'))
      }
    }
  })
})
