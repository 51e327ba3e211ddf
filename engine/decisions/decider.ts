import { availableParallelism } from 'node:os'
import { holdModel, wordsOf, type ServingLog } from '../recommender/modelHolder.ts'
import { connect, type Store } from '../store/connect.ts'
import { ingest, type Batch } from '../events/ingest.ts'
import type { ReadSignals } from '../consent/signals.ts'
import type { KeyId } from '../ids.ts'
import { provenUserId } from './customerToken.ts'
import { DEADLINE_MS, decide, withinDeadline } from './decide.ts'
import { openDecisionLog, type DecisionLog } from './decisionLog.ts'
import { holdOffers } from './offers/offerDesk.ts'
import type { CustomerId } from '../ids.ts'
import { holdPersonas } from './personaHolder.ts'
import { identityOf } from './identity.ts'
import { completed, eventsOfCall } from './itemEvents.ts'
import type { DecideAnswer, DecideRequest } from './request.ts'
import { holdCatalogue, layOut, type Shelf, type Trial } from './shelf.ts'
import { warmUp } from './warmUp.ts'

/** Who calls, with which key and what consent signals. */
export type Caller = { readonly keyId: KeyId; readonly kind: 'publishable' | 'secret'; readonly signals: ReadSignals }

/** What answers /v1/decide: the model and the catalogue in memory, and the log of what was decided. */
export type Decider = {
  readonly decide: (request: DecideRequest, caller: Caller, now: Date) => Promise<DecideAnswer>
  readonly log: DecisionLog
  readonly shelf: () => Shelf
  readonly close: () => Promise<void>
}

export type DeciderOptions = {
  /** Signs customer tokens (see tokenSecret). */
  readonly secret: string
  readonly log: ServingLog
  /** Hears whose events a call brought. */
  readonly onIngested?: (customers: readonly CustomerId[]) => void
}

/** A store that is away is told of once in so long, not once a request. */
const COMPLAIN_EVERY_MS = 5000

/**
 * Decisions ask on connections of their own, so that none waits behind a long statement of somebody else. A few are enough: questions of
 * many visitors then travel together, and PostgreSQL does not switch between more processes than it has cores.
 */
const CONNECTIONS = availableParallelism() + 1

/** Loads what is published and keeps it fresh until closed. Close it before the store. */
export async function createDecider(store: Store, { secret, log, onIngested }: DeciderOptions): Promise<Decider> {
  let shelf = layOut({ items: new Map(), sellable: [], offers: [], slots: new Map() }, null)
  let trial: Trial | null = null
  let holders: { readonly model: Awaited<ReturnType<typeof holdModel>>; readonly catalogue: Awaited<ReturnType<typeof holdCatalogue>> } | null = null
  const layAgain = () => {
    if (holders === null) return
    const [goods, canary] = [holders.catalogue.current(), holders.model.canary()]
    shelf = layOut(goods, holders.model.current())
    trial = canary === null ? null : { shelf: layOut(goods, canary.served), share: canary.share, artefactId: canary.served.artefactId }
  }
  holders = { model: await holdModel(store, log, layAgain), catalogue: await holdCatalogue(store, log, layAgain) }
  layAgain()
  const { model, catalogue } = holders
  const personas = await holdPersonas(store, log)
  const offers = await holdOffers(store, log)
  const decisions = openDecisionLog(store, log)
  const own = await connect(store.connection, CONNECTIONS, async () => {})
  await warmUp(own, shelf).catch((error: unknown) => log.warn(`the first decisions will be slower (${wordsOf(error)})`))
  const ingesting = new Set<Promise<unknown>>()
  const asking = new Set<Promise<unknown>>()
  let complained = -Infinity
  const complain = (error: unknown) => {
    if (performance.now() - complained < COMPLAIN_EVERY_MS) return
    complained = performance.now()
    log.warn(`a decision went without store or model (${wordsOf(error)})`)
  }
  /** Writes the call's events to the log; null where that failed, which never fails the decision. */
  const write = (batch: Batch, now: Date): Promise<DecideAnswer['events']> => {
    const work = ingest(store, batch, now).then(({ accepted, duplicates, rejected, customers }) => {
      onIngested?.(customers)
      return { accepted, duplicates, rejected: rejected.map((one) => ({ ...one })) }
    }, (error: unknown) => {
      complain(error)
      return null
    })
    ingesting.add(work)
    return work.finally(() => ingesting.delete(work))
  }
  return {
    decide: async (request, caller, now) => {
      const started = performance.now()
      const identity = identityOf(request, caller.kind, secret, now)
      // Events of somebody unproven are left to ingest to judge by what they name themselves.
      const messages = completed(request.events, identity.kind === 'named' ? identity.who : {})
      const arrival = { receivedAt: now, keyKind: caller.kind, customerToken: request.customerToken, userOf: (token: string) => provenUserId(token, secret, now) }
      const written = messages.length === 0 ? undefined : write({ ...arrival, messages, source: `key:${caller.keyId}`, actor: `key:${caller.keyId}`, gpc: caller.signals.gpc }, now)
      const { error, answer, ...decision } = await decide({ store: own, shelf, trial, personas: personas.current(), desk: offers.current(), asking }, request,
        { identity, signals: caller.signals, events: eventsOfCall(messages, arrival), actor: `key:${caller.keyId}`, figures: caller.kind === 'secret' }, now)
      if (error !== null) complain(error)
      decisions.add({ ...decision, keyId: caller.keyId, answer, tookMicros: Math.round((performance.now() - started) * 1000) })
      if (written === undefined) return answer
      const left = (request.deadlineMs ?? DEADLINE_MS) - (performance.now() - started)
      return { ...answer, events: (await withinDeadline(written, Math.max(0, left))).known }
    },
    log: decisions, shelf: () => shelf,
    close: async () => {
      await Promise.all([model.close(), catalogue.close(), personas.close(), offers.close(), ...ingesting])
      await Promise.all([decisions.close(), own.close()])
    },
  }
}
