import { holdModel, wordsOf, type ServingLog } from '../recommender/modelHolder.ts'
import type { Store } from '../store/connect.ts'
import { decide, type Caller } from './decide.ts'
import { openDecisionLog, type DecisionLog } from './decisionLog.ts'
import type { DecideAnswer, DecideRequest } from './request.ts'
import { holdCatalogue, layOut, type Shelf } from './shelf.ts'

/** What answers /v1/decide: the model and the catalogue in memory, and the log of what was decided. */
export type Decider = {
  readonly decide: (request: DecideRequest, caller: Caller, now: Date) => Promise<DecideAnswer>
  readonly log: DecisionLog
  readonly shelf: () => Shelf
  readonly close: () => Promise<void>
}

export type DeciderOptions = {
  /** Signs customer tokens; null: no user id can be proven to a publishable key. */
  readonly secret: string | null
  readonly log: ServingLog
}

/** A store that is away is told of once in so long, not once a request. */
const COMPLAIN_EVERY_MS = 5000

/** Loads what is published and keeps it fresh until closed. Close it before the store. */
export async function createDecider(store: Store, { secret, log }: DeciderOptions): Promise<Decider> {
  let shelf = layOut({ items: new Map(), sellable: [], offers: [], slots: new Map() }, null)
  let holders: { readonly model: Awaited<ReturnType<typeof holdModel>>; readonly catalogue: Awaited<ReturnType<typeof holdCatalogue>> } | null = null
  const layAgain = () => {
    if (holders !== null) shelf = layOut(holders.catalogue.current(), holders.model.current())
  }
  holders = { model: await holdModel(store, log, layAgain), catalogue: await holdCatalogue(store, log, layAgain) }
  layAgain()
  const { model, catalogue } = holders
  const decisions = openDecisionLog(store, log)
  let complained = -Infinity
  return {
    decide: async (request, caller, now) => {
      const started = performance.now()
      const { error, answer, ...decision } = await decide({ store, shelf, secret }, request, caller, now)
      if (error !== null && started - complained > COMPLAIN_EVERY_MS) {
        complained = started
        log.warn(`deciding without the store (${wordsOf(error)})`)
      }
      decisions.add({ ...decision, keyId: caller.keyId, answer, tookMicros: Math.round((performance.now() - started) * 1000) })
      return answer
    },
    log: decisions, shelf: () => shelf,
    close: async () => {
      await Promise.all([model.close(), catalogue.close()])
      await decisions.close()
    },
  }
}
