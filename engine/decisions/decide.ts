import { derive } from '../../models/rng.ts'
import type { Refusal } from '../consent/permit.ts'
import type { ReadSignals } from '../consent/signals.ts'
import { POLICY_VERSION } from '../consent/purposes.ts'
import { newId, NOBODY, type CustomerId, type DecisionId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { fillItems } from './fillItems.ts'
import { fillOffers, type FilledOffers } from './fillOffers.ts'
import type { Identity, Who } from './identity.ts'
import { eventsOfContext } from './itemEvents.ts'
import type { Lot } from './offers/lots.ts'
import { EMPTY_DESK, type OfferDesk } from './offers/offerDesk.ts'
import type { PersonasInUse } from '../personas/reading/personasInUse.ts'
import { recognise } from './recognise.ts'
import { recordGrants } from './recordGrants.ts'
import type { DecideAnswer, DecideRequest, FilledSlot } from './request.ts'
import { situate, type Situation } from './situation.ts'
import { layOut, shelfFor, type Shelf, type Trial } from './shelf.ts'
import { readProfile, type ItemEvent, type MembershipAsked, type Profile } from './visitor.ts'

const PURPOSE = 'personalize.content.profiled'
export const POLICY = 'lists-1'
export const DEADLINE_MS = 50
const MOST_ASKING = 500

/** What a decision is made with: all of it in memory, save what is asked of the store. */
export type DecideParts = {
  readonly store: Pick<Store, 'sql'>
  readonly shelf: Shelf
  /** A model on trial beside the shelf's. */
  readonly trial?: Trial | null
  readonly personas: PersonasInUse
  /** What offers are weighed with; without it by fit alone, and none with a budget. */
  readonly desk?: OfferDesk
  /** Questions to the store that are out. */
  readonly asking: Set<Promise<unknown>>
}

/** Who asks, and what they just did, read from the call's own events. */
export type Visit = { readonly identity: Identity; readonly signals: ReadSignals; readonly events: readonly ItemEvent[]; readonly actor: string; /** Whether what offers are worth may be told. */ readonly figures?: boolean }

/** On what ground the answer stands. `unavailable`: the ledger could not be asked in time. */
type Ground = { readonly allowed: boolean; readonly reason: 'granted' | 'unavailable' | Refusal; readonly recordId: string | null }
type Known = { readonly ground: Ground; readonly profile: (Omit<Profile, 'persona'> & { readonly customerId: CustomerId; readonly persona: DecideAnswer['persona'] }) | null }

export type Decision = {
  readonly decisionId: DecisionId; readonly customerId: CustomerId; readonly decidedAt: Date; readonly answer: DecideAnswer
  /** By slot. */
  readonly lots: readonly (readonly Lot[])[]
  readonly error: unknown
}

const UNKNOWN: Known = { ground: { allowed: false, reason: 'unavailable', recordId: null }, profile: null }

/**
 * What to show this visitor now. Consent is asked of the ledger in this very call; without it, or without a name that is proven, nothing of
 * a profile is read and the answer, of the same shape, comes from the page, the place and what sells. When the store is late (deadlineMs,
 * 50 by default) or away the answer comes from memory, `degraded`. Never throws for want of a dependency.
 */
export async function decide(parts: DecideParts, request: DecideRequest, visit: Visit, now: Date): Promise<Decision> {
  const { known, error } = await ask(parts, request, visit, now)
  const decisionId = newId<DecisionId>(now)
  const shelf = shelfFor(parts, visit.identity, decisionId)
  const { profile, ground } = known ?? UNKNOWN
  const time = now.getTime()
  const { place, locale } = request.context
  const situation: Situation = {
    personalised: profile !== null,
    past: profile === null ? [] : [...profile.past, ...visit.events],
    context: eventsOfContext(request.context, time),
    persona: profile?.persona ?? null,
    ...profile === null ? {} : { person: profile.customerId, membership: profile.membership },
    ...(place?.country === undefined ? { country: profile?.country ?? null, region: profile?.region ?? null } : { country: place.country, region: place.region ?? null }),
    locale, now: time,
  }
  const desk = parts.desk ?? EMPTY_DESK
  const { slots, lots, shown, fault } = fillSlots(situation, shelf, desk, request, decisionId, visit.figures ?? false)
  for (const { offer, pAccept } of shown) desk.budgets.showed(offer, pAccept)
  return {
    decisionId, customerId: profile?.customerId ?? NOBODY, decidedAt: now, lots, error: error ?? fault,
    answer: {
      decisionId, personalised: profile !== null, degraded: known === null || fault !== null, consent: { purpose: PURPOSE, ...ground, policyVersion: POLICY_VERSION },
      persona: profile?.persona ?? null, slots, versions: { personas: parts.personas.runId, recommender: shelf.served?.version ?? null, policy: POLICY, ...desk.version === null ? {} : { offers: desk.version } },
    },
  }
}

type Asked = { readonly known: Known | null; readonly error: unknown }

async function ask(parts: DecideParts, request: DecideRequest, visit: Visit, now: Date): Promise<Asked> {
  const { identity } = visit
  if (identity.kind === 'nobody') return { known: { ground: { allowed: false, reason: identity.reason, recordId: null }, profile: null }, error: null }
  // A store that hangs must not gather questions without end.
  if (parts.asking.size >= MOST_ASKING) return { known: null, error: null }
  const asked = request.slots.some(({ kind }) => kind !== 'items') ? parts.desk?.asked ?? null : null
  const learning = learn(parts, identity.who, visit, asked, now)
  parts.asking.add(learning)
  const settled = () => { parts.asking.delete(learning) }
  learning.then(settled, settled)
  return withinDeadline(learning, request.deadlineMs ?? DEADLINE_MS)
}

type Filled = { readonly slots: FilledSlot[]; readonly lots: (readonly Lot[])[]; readonly shown: FilledOffers['shown'][number][] }

/** All slots from one shelf; should the model fail on it (`fault`), from the catalogue without the model. */
function fillSlots(situation: Situation, shelf: Shelf, desk: OfferDesk, request: DecideRequest, decisionId: DecisionId, figures: boolean): Filled & { readonly fault: unknown } {
  try {
    return { ...fillFrom(situation, shelf, desk, request, decisionId, figures), fault: null }
  } catch (fault) {
    return { ...fillFrom(situation, layOut(shelf.catalogue, null), { ...desk, model: null }, request, decisionId, figures), fault }
  }
}

function fillFrom(situation: Situation, shelf: Shelf, desk: OfferDesk, request: DecideRequest, decisionId: DecisionId, figures: boolean): Filled {
  const standing = situate(situation, shelf)
  const explain = request.explain ?? true
  const taken = new Set<string>()
  const all: Filled = { slots: [], lots: [], shown: [] }
  for (const [at, wish] of request.slots.entries()) {
    const { filled, lots, shown } = wish.kind === 'items'
      ? { filled: fillItems(standing, shelf, wish, taken, derive(decisionId, String(at)), explain), lots: [], shown: [] }
      : fillOffers(standing, shelf, desk, wish, taken, { explain, figures })
    for (const { id } of filled.items) taken.add(id)
    all.slots.push(filled)
    all.lots.push(lots)
    all.shown.push(...shown)
  }
  return all
}

async function learn({ store, personas }: DecideParts, who: Who, { signals, actor }: Visit, asked: MembershipAsked | null, now: Date): Promise<Known> {
  let recognised = await recognise(store, who, signals, now)
  if (recognised === null) return { ground: { allowed: false, reason: 'no_record', recordId: null }, profile: null }
  if (!recognised.consent.allowed && recognised.consent.reason === 'no_record' && signals.granted.has(PURPOSE)) {
    await recordGrants(store, recognised.person, signals.granted, actor, now)
    recognised = await recognise(store, who, signals, now) ?? recognised
  }
  const { person, consent } = recognised
  if (!consent.allowed) return { ground: { allowed: false, reason: consent.reason, recordId: consent.recordId }, profile: null }
  // Segments are made of profiles, as personas are: both only while a profile may be kept.
  const { persona, ...rest } = await readProfile(store, consent.permit, recognised.persona ? personas.runId : null, recognised.persona || asked === null ? asked : { ...asked, snapshots: new Map() })
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
