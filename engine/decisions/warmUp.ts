import { createRng } from '../../models/rng.ts'
import { NO_SIGNALS } from '../consent/permit.ts'
import type { Store } from '../store/connect.ts'
import { fillItems } from './fillItems.ts'
import { recognise } from './recognise.ts'
import type { Shelf } from './shelf.ts'
import { situate } from './situation.ts'
import { askNothing } from './visitor.ts'

/** PostgreSQL makes a plan for all values only after having planned five times for one. */
const ROUNDS = 6
/** What a made-up visitor looked at, and how often they are answered. */
const LOOKED_AT = 20
const ANSWERS = 20
/** Nobody's decisions are made at no time in particular. */
const MOMENT = new Date(0)

/**
 * Does what the first decisions after a start would otherwise wait for: every connection of the pool is opened and has planned the
 * statements of a decision, asked for nobody, and the code of scoring has run for a visitor who is made up.
 */
export async function warmUp(store: Pick<Store, 'sql'>, shelf: Shelf): Promise<void> {
  const connections = Array.from({ length: store.sql.options.max })
  for (let round = 0; round < ROUNDS; round++) {
    // As many questions at once as there are connections: the pool hands each its own.
    await Promise.all(connections.map(() => recognise(store, { userId: '' }, NO_SIGNALS, MOMENT)))
    await Promise.all(connections.map(() => askNothing(store)))
  }
  answerNobody(shelf)
}

function answerNobody(shelf: Shelf): void {
  const at = MOMENT.getTime()
  const past = shelf.catalogue.sellable.slice(0, LOOKED_AT).map(({ id }, n) => ({ itemId: id, action: n % 2 === 0 ? 'view' : 'purchase', at: at - n }))
  for (let n = 0; n < ANSWERS; n++) {
    const standing = situate({ personalised: true, past, context: [], persona: null, country: null, region: null, locale: undefined, now: at }, shelf)
    fillItems(standing, shelf, { slot: '', kind: 'items' }, new Set(), createRng(n), true)
  }
}
