import { TCString, type TCModel } from '@iabtechlabtcf/core'
import { LotseError } from '../errors.ts'
import { isPurpose, PURPOSES, type Purpose } from './purposes.ts'

/** What a call, a banner or a consent tool says about consent, each in its own notation. */
export type SpokenSignals = {
  /** IAB TCF 2.x. */
  readonly tcString?: string | undefined
  /** Google Consent Mode v2: 'granted' or 'denied' by name. */
  readonly googleConsentMode?: { readonly [name: string]: unknown } | undefined
  /** Our own purposes; other keys are not ours to read. */
  readonly purposes?: { readonly [name: string]: unknown } | undefined
  /** The Sec-GPC header as it came. */
  readonly secGpc?: string | readonly string[] | undefined
}

/** `denied` wins where two notations disagree, so the sets never overlap. Only the ledger authorises: `granted` may be recorded, not acted upon. */
export type ReadSignals = { readonly granted: ReadonlySet<Purpose>; readonly denied: ReadonlySet<Purpose>; readonly gpc: boolean }

/** Reads consent signals. Throws `invalid_tc_string` for a TC string that is none. */
export function readSignals({ tcString, googleConsentMode, purposes, secGpc }: SpokenSignals): ReadSignals {
  const said = [...(tcString === undefined ? [] : fromTcf(tcString)), ...fromGoogle(googleConsentMode), ...fromPurposes(purposes)]
  const denied = new Set(said.filter(([, allowed]) => !allowed).map(([purpose]) => purpose))
  const granted = new Set(said.filter(([purpose, allowed]) => allowed && !denied.has(purpose)).map(([purpose]) => purpose))
  return { granted, denied, gpc: isGpc(secGpc) }
}

type Said = readonly [Purpose, boolean]

/** Only exactly "1" counts; of several headers one is enough (Global Privacy Control §3.2). */
function isGpc(header: SpokenSignals['secGpc']): boolean {
  const values = typeof header === 'string' ? header.split(',').map((value) => value.trim()) : header ?? []
  return values.includes('1')
}

/** Strings of an older policy than 4 have been invalid since 30 September 2023. */
const OLDEST_POLICY = 4

/** TCF purpose 5 builds profiles, 6 uses them, 11 limited data, 8 and 9 measuring and statistics, special feature 1 the precise place. */
function fromTcf(tcString: string): Said[] {
  const model = decode(tcString)
  const valid = Number(model.policyVersion) >= OLDEST_POLICY
  const consented = (purpose: number) => valid && model.purposeConsents.has(purpose)
  return [
    ['personalize.content.profiling', consented(5)],
    ['personalize.content.profiled', consented(6)],
    ['personalize.content.limited', consented(11) || (valid && model.purposeLegitimateInterests.has(11))],
    ['analytics.reporting', consented(8) && consented(9)],
    ['location.precise', valid && model.specialFeatureOptins.has(1)],
  ]
}

function decode(tcString: string): TCModel {
  try {
    return TCString.decode(tcString)
  } catch {
    // The decoder throws a bare TypeError at rubbish; whatever it throws, the string is not one.
    throw new LotseError('input', 'invalid_tc_string', 'consent.tcString is no TCF 2 string. Send what the consent tool gives, or leave it out.', [{ path: 'consent.tcString', message: 'is no TCF 2 string' }])
  }
}

function fromGoogle(mode: SpokenSignals['googleConsentMode']): Said[] {
  const said = (name: string, purposes: readonly Purpose[]): Said[] => {
    const state = mode?.[name]
    return state === 'granted' || state === 'denied' ? purposes.map((purpose) => [purpose, state === 'granted']) : []
  }
  return [...said('personalization_storage', ['personalize.content.profiling', 'personalize.content.profiled']), ...said('analytics_storage', ['analytics.reporting'])]
}

function fromPurposes(purposes: SpokenSignals['purposes']): Said[] {
  return PURPOSES.flatMap((purpose): Said[] => {
    const allowed = purposes !== undefined && isPurpose(purpose) && Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined
    return typeof allowed === 'boolean' ? [[purpose, allowed]] : []
  })
}
