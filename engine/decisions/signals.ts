import type { Signals } from '../consent/permit.ts'
import { isPurpose, type Purpose } from '../consent/purposes.ts'

/** What the call says about consent: a denial holds for the call, whatever the ledger says. */
export function signalsOfCall(consent: { readonly [name: string]: unknown } | undefined, secGpc: string | string[] | undefined): Signals {
  const denied = new Set<Purpose>()
  const purposes = consent?.purposes
  if (typeof purposes === 'object' && purposes !== null) {
    for (const [purpose, allowed] of Object.entries(purposes)) if (isPurpose(purpose) && allowed === false) denied.add(purpose)
  }
  return { gpc: secGpc === '1', denied }
}
