import type { CustomerId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { placingModel, replacePeople, type PlacingModel } from './replacing.ts'

/** Puts people in place again soon after their events were written. */
export type Replacer = {
  /** These have new events. Returns at once. */
  readonly touch: (customers: readonly CustomerId[]) => void
  /** Resolves when everybody who was touched is in place. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

export type ReplacerOptions = {
  readonly clock: () => Date
  readonly complain: (error: unknown) => void
  /** Events of one visit come in a row: they are waited for. */
  readonly afterMs?: number
  /** People that wait at most; beyond, the next run puts them in place. */
  readonly most?: number
}

const AFTER_MS = 200
const MOST_WAITING = 2000
/** People put in place together. */
const AT_ONCE = 50

/** One batch at a time, so that decisions keep their share of the database. A failure is told and the people of that batch are left to the next run. */
export function createReplacer(store: Store, { clock, complain, afterMs = AFTER_MS, most = MOST_WAITING }: ReplacerOptions): Replacer {
  const waiting = new Set<CustomerId>()
  let known: PlacingModel | null = null
  let timer: NodeJS.Timeout | null = null
  let working: Promise<void> | null = null
  let closed = false

  const work = async () => {
    while (waiting.size > 0 && !closed) {
      const batch = [...waiting].slice(0, AT_ONCE)
      for (const customer of batch) waiting.delete(customer)
      try {
        known = await placingModel(store, known)
        if (known !== null && !await replacePeople(store, known, batch, clock())) for (const customer of batch) waiting.add(customer)
      } catch (error) {
        if (!closed) complain(error)
      }
    }
    working = null
  }
  const begin = () => {
    timer = null
    working ??= work()
  }
  return {
    touch: (customers) => {
      if (closed) return
      for (const customer of customers) if (waiting.size < most) waiting.add(customer)
      if (waiting.size > 0 && timer === null && working === null) timer = setTimeout(begin, afterMs)
    },
    settled: async () => {
      while (timer !== null || working !== null) {
        if (timer !== null) { clearTimeout(timer); begin() }
        await working
      }
    },
    close: async () => {
      closed = true
      if (timer !== null) clearTimeout(timer)
      timer = null
      await working
    },
  }
}
