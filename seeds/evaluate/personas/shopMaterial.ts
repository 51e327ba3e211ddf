import { admitPopulation } from '../../../engine/consent/population.ts'
import { LotseError } from '../../../engine/errors.ts'
import { newId, type RunId } from '../../../engine/ids.ts'
import { PURCHASE } from '../../../engine/recommender/behaviours.ts'
import { readPersonaSettings } from '../../../engine/personas/settings.ts'
import { readInteractions } from '../../../engine/recommender/readInteractions.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { rowsWhere } from '../splits/itemsOf.ts'
import { cutOf } from '../splits/nextBasket.ts'
import { featuresAt } from './featuresAt.ts'
import { between, day, HALF_LIVES } from './importedMaterial.ts'
import type { Material } from './material.ts'
import type { Moment } from './moment.ts'
import { traitsOf } from './traits.ts'

/** Part of the time span that tests; the same part of what is left validates. */
const SHARE = 0.1

/**
 * The shop in the database: purchases of those who allow training, personas of those who allow profiling. What people did after a moment is in
 * no feature; where they live and what the catalogue says is read as it stands today.
 */
export async function shopMaterial(store: Store, asOf: Date, now: Date): Promise<Material> {
  const runId = newId<RunId>(now)
  try {
    const shop = await readInteractions(store, await admitPopulation(store, runId, 'train_ai_system', now, false), { from: null, to: asOf })
    const bought = rowsWhere(shop.rows, (row) => shop.rows.behaviour[row] === PURCHASE)
    const rows = { ...bought, behaviour: new Uint8Array(bought.item.length) }
    if (rows.item.length === 0) throw new LotseError('conflict', 'too_little', 'Nobody who allows training has bought anything.')
    const numbers = new Map(shop.personIds.map((person, number) => [person, number]))
    const momentAt = async (moment: number, end: number): Promise<Moment> => ({ ...between(rows, moment, end), now: moment, ...await featuresAt(store, moment, (person) => numbers.get(person) ?? null) })
    const cut = cutOf(rows, SHARE)
    const settings = await readPersonaSettings(store)
    const earlier = cutOf(rowsWhere(rows, (row) => rows.at[row] < cut), SHARE)
    return {
      name: 'shop', counts: { customers: shop.personIds.length, items: shop.itemIds.length, purchases: rows.item.length },
      split: `by time: the last ${100 * SHARE} % of the time span of purchases, from ${day(cut)}, tests, the same part of what is left, from ${day(earlier)}, validates; homes and catalogue as they are today`,
      validation: await momentAt(earlier, cut), test: await momentAt(cut, Infinity), repeats: ['count', 'masked'], halfLives: HALF_LIVES, sensitive: await traitsOf(store, settings.sensitive, (person) => numbers.get(person) ?? null, shop.personIds.length),
      settings,
    }
  } finally {
    await store.sql`delete from run_population where run_id = ${runId}`
  }
}
