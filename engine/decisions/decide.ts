import { derive } from '../../models/rng.ts'
import type { Refusal } from '../consent/permit.ts'
import type { ReadSignals } from '../consent/signals.ts'
import { POLICY_VERSION } from '../consent/purposes.ts'
import { newId, NOBODY, type CustomerId, type DecisionId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { fillItems } from './fillItems.ts'
import { fillOffers } from './fillOffers.ts'
import type { Identity, Who } from './identity.ts'
import { eventsOfContext } from './itemEvents.ts'
import type { PersonasInUse } from './personaHolder.ts'
import { recognise } from './recognise.ts'
import { recordGrants } from './recordGrants.ts'
import type { DecideAnswer, DecideRequest, FilledSlot } from './request.ts'
import { situate, type Situation } from './situation.ts'
import { layOut, type Shelf } from './shelf.ts'
import { readProfile, type ItemEvent, type Profile } from './visitor.ts'

const PURPOSE = 'personalize.content.profiled'
export const POLICY = 'lists-1'
export const DEADLINE_MS = 50
const MOST_ASKING = 500

/** What a decision is made with: all of it in memory, save what is asked of the store. */
export type DecideParts = {
  readonly store: Pick<Store, 'sql'>
  readonly shelf: Shelf
  readonly personas: PersonasInUse
  /** Questions to the store that are out. */
  readonly asking: Set<Promise<unknown>>
}

/** Who asks, and what they just did, read from the call's own events. */
export type Visit = { readonly identity: Identity; readonly signals: ReadSignals; readonly events: readonly ItemEvent[]; readonly actor: string }

/** On what ground the answer stands. `unavailable`: the ledger could not be asked in time. */
type Ground = { readonly allowed: boolean; readonly reason: 'granted' | 'unavailable' | Refusal; readonly recordId: string | null }
type Known = { readonly ground: Ground; readonly profile: (Omit<Profile, 'persona'> & { readonly customerId: CustomerId; readonly persona: DecideAnswer['persona'] }) | null }

export type Decision = { readonly decisionId: DecisionId; readonly customerId: CustomerId; readonly decidedAt: Date; readonly answer: DecideAnswer; readonly error: unknown }

const UNKNOWN: Known = { ground: { allowed: false, reason: 'unavailable', recordId: null }, profile: null }

/**
 * What to show this visitor now. Consent is asked of the ledger in this very call; without it, or without a name that is proven, nothing of
 * a profile is read and the answer, of the same shape, comes from the page, the place and what sells. When the store is late (deadlineMs,
 * 50 by default) or away the answer comes from memory, `degraded`. Never throws for want of a dependency.
 */
export async function decide(parts: DecideParts, request: DecideRequest, visit: Visit, now: Date): Promise<Decision> {
  const { known, error } = await ask(parts, request, visit, now)
  const decisionId = newId<DecisionId>(now)
  const { profile, ground } = known ?? UNKNOWN
  const time = now.getTime()
  const { place, locale } = request.context
  const situation: Situation = {
    personalised: profile !== null,
    past: profile === null ? [] : [...profile.past, ...visit.events],
    context: eventsOfContext(request.context, time),
    persona: profile?.persona ?? null,
    ...(place?.country === undefined ? { country: profile?.country ?? null, region: profile?.region ?? null } : { country: place.country, region: place.region ?? null }),
    locale, now: time,
  }
  const { slots, fault } = fillSlots(situation, parts.shelf, request, decisionId)
  return {
    decisionId, customerId: profile?.customerId ?? NOBODY, decidedAt: now, error: error ?? fault,
    answer: {
      decisionId, personalised: profile !== null, degraded: known === null || fault !== null, consent: { purpose: PURPOSE, ...ground, policyVersion: POLICY_VERSION },
      persona: profile?.persona ?? null, slots, versions: { personas: parts.personas.runId, recommender: parts.shelf.served?.version ?? null, policy: POLICY },
    },
  }
}

type Asked = { readonly known: Known | null; readonly error: unknown }

async function ask(parts: DecideParts, request: DecideRequest, visit: Visit, now: Date): Promise<Asked> {
  const { identity } = visit
  if (identity.kind === 'nobody') return { known: { ground: { allowed: false, reason: identity.reason, recordId: null }, profile: null }, error: null }
  // A store that hangs must not gather questions without end.
  if (parts.asking.size >= MOST_ASKING) return { known: null, error: null }
  const learning = learn(parts, identity.who, visit, now)
  parts.asking.add(learning)
  const settled = () => { parts.asking.delete(learning) }
  learning.then(settled, settled)
  return withinDeadline(learning, request.deadlineMs ?? DEADLINE_MS)
}

/** All slots from one shelf; should the model fail on it (`fault`), from the catalogue without the model. */
function fillSlots(situation: Situation, shelf: Shelf, request: DecideRequest, decisionId: DecisionId): { slots: FilledSlot[]; fault: unknown } {
  try {
    return { slots: fillFrom(situation, shelf, request, decisionId), fault: null }
  } catch (fault) {
    return { slots: fillFrom(situation, layOut(shelf.catalogue, null), request, decisionId), fault }
  }
}

function fillFrom(situation: Situation, shelf: Shelf, request: DecideRequest, decisionId: DecisionId): FilledSlot[] {
  const standing = situate(situation, shelf)
  const explain = request.explain ?? true
  const taken = new Set<string>()
  return request.slots.map((wish, at) => {
    const filled = wish.kind === 'items' ? fillItems(standing, shelf, wish, taken, derive(decisionId, String(at)), explain) : fillOffers(standing, shelf, wish, taken, explain)
    for (const { id } of filled.items) taken.add(id)
    return filled
  })
}

async function learn({ store, personas }: DecideParts, who: Who, { signals, actor }: Visit, now: Date): Promise<Known> {
  let recognised = await recognise(store, who, signals, now)
  if (recognised === null) return { ground: { allowed: false, reason: 'no_record', recordId: null }, profile: null }
  if (!recognised.consent.allowed && recognised.consent.reason === 'no_record' && signals.granted.has(PURPOSE)) {
    await recordGrants(store, recognised.person, signals.granted, actor, now)
    recognised = await recognise(store, who, signals, now) ?? recognised
  }
  const { person, consent } = recognised
  if (!consent.allowed) return { ground: { allowed: false, reason: consent.reason, recordId: consent.recordId }, profile: null }
  const { persona, ...rest } = await readProfile(store, consent.permit, recognised.persona ? personas.runId : null)
  const name = persona === null ? undefined : personas.names.get(persona.id)
  return {
    ground: { allowed: true, reason: 'granted', recordId: consent.permit.recordId },
    profile: { ...rest, customerId: person.personId, persona: persona === null || name === undefined ? null : { id: persona.id, name, weight: Math.round(persona.weight * 1e4) / 1e4 } },
  }
}

/**
 * The answer, or null with the error when there is one or the time is up. What comes late is let go. A timer that is due goes before an
 * answer that lies in the socket already, so the socket is looked at once more before the store is called late.
 */
export async function withinDeadline<T>(work: Promise<T>, ms: number): Promise<{ known: T | null; error: unknown }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ known: null; error: null }>((resolve) => { timer = setTimeout(() => setImmediate(() => resolve({ known: null, error: null })), ms) })
  const done = work.then((known) => ({ known, error: null }), (error: unknown) => ({ known: null, error }))
  const first = await Promise.race([done, late])
  clearTimeout(timer)
  return first
}
