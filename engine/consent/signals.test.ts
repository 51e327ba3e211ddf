import { GVL, TCModel, TCString } from '@iabtechlabtcf/core'
import { describe, expect, it } from 'vitest'
import { LotseError } from '../errors.ts'
import { readSignals } from './signals.ts'

/** TCF 2.3, "TC string format", the example: purposes none, policy version 2. */
const SPEC_EXAMPLE = 'CQSbk4AQSbk4ANwAAAENAwCgAAAAAAAAAAYgACPAAAAA.IDKQA4AAgAKAGQAygAAA.YAAAAAAAAAAA'

/** A string as a consent tool makes it. The vendor list's contents play no part in what we read. */
function tcString(purposes: readonly number[], { policyVersion = 5, features = [] as number[] } = {}): string {
  const gvl = new GVL({ gvlSpecificationVersion: 3, vendorListVersion: 150, tcfPolicyVersion: policyVersion, lastUpdated: '2026-01-01T00:00:00Z', purposes: {}, specialPurposes: {}, features: {}, specialFeatures: {}, vendors: {}, stacks: {}, dataCategories: {} } as never)
  const model = new TCModel(gvl)
  Object.assign(model, { cmpId: 10, cmpVersion: 1, consentLanguage: 'DE', isServiceSpecific: true, policyVersion })
  model.purposeConsents.set([...purposes])
  model.specialFeatureOptins.set(features)
  return TCString.encode(model)
}

describe('readSignals', () => {
  it('reads TCF purposes as ours', () => {
    const { granted, denied } = readSignals({ tcString: tcString([5, 6, 8, 9, 11], { features: [1] }) })
    expect([...granted].sort()).toEqual(['analytics.reporting', 'location.precise', 'personalize.content.limited', 'personalize.content.profiled', 'personalize.content.profiling'])
    expect(denied.size).toBe(0)
    const some = readSignals({ tcString: tcString([5, 8]) })
    expect([...some.granted]).toEqual(['personalize.content.profiling'])
    expect(some.denied).toContain('analytics.reporting')
  })
  it('authorises nothing by a string of an older policy than 4, the specification\'s own example included', () => {
    for (const text of [SPEC_EXAMPLE, tcString([5, 6, 9], { policyVersion: 3 })]) {
      const { granted, denied } = readSignals({ tcString: text })
      expect(granted.size).toBe(0)
      expect(denied).toContain('personalize.content.profiled')
    }
  })
  it.each(['garbage', '', 'CQ', 'A.B', '....', 'x'.repeat(5000)])('names %s as what it is', (text) => {
    const read = () => readSignals({ tcString: text })
    expect(read).toThrow(LotseError)
    expect(read).toThrow(expect.objectContaining({ kind: 'input', code: 'invalid_tc_string' }))
  })
  it('reads Google Consent Mode and our own purposes; what says neither yes nor no says nothing', () => {
    expect(readSignals({ googleConsentMode: { personalization_storage: 'granted', analytics_storage: 'denied', ad_storage: 'granted' } })).toEqual({
      granted: new Set(['personalize.content.profiling', 'personalize.content.profiled']), denied: new Set(['analytics.reporting']), gpc: false })
    expect(readSignals({ purposes: { train_ai_system: true, 'location.precise': 'yes', toString: true } })).toEqual({ granted: new Set(['train_ai_system']), denied: new Set(), gpc: false })
  })
  it('lets a no win over a yes', () => {
    const { granted, denied } = readSignals({ googleConsentMode: { personalization_storage: 'granted' }, purposes: { 'personalize.content.profiled': false } })
    expect([...granted]).toEqual(['personalize.content.profiling'])
    expect([...denied]).toEqual(['personalize.content.profiled'])
  })
  it.each([['1', true], ['0', false], ['true', false], [' 1 ', true], ['1, 1', true], ['0, 1', true], [['0', '1'], true], ['11', false], [undefined, false]] as const)('Sec-GPC %j: %s', (secGpc, gpc) => {
    expect(readSignals({ secGpc }).gpc).toBe(gpc)
  })
})
