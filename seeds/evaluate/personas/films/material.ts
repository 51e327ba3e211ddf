import type { Interactions } from '../../../../models/interactions.ts'
import { DEFAULT_SETTINGS } from '../../../../engine/personas/settings.ts'
import { byCustomer, selectInteractions } from '../../../../models/interactions.ts'
import { inOrder } from '../../read/sequences.ts'
import type { Material } from '../material.ts'
import type { Moment } from '../moment.ts'
import { filmFeatures } from './filmFeatures.ts'
import { readFilms, type Film } from './read.ts'

/** Of everybody's films the last so many judge; the same part of what is left validates. */
const SHARE = 0.2

/** MovieLens-1M by place in everybody's own order, as it knows no times. */
export async function filmMaterial(folder: string, read: (share: number) => void): Promise<Material> {
  const { sequences, films, sensitive } = await readFilms(folder, read)
  const rows = inOrder(sequences, films.length)
  const test = momentOf(rows, films)
  return {
    name: 'ml-1m',
    counts: { people: sequences.length, films: films.length, seen: rows.item.length },
    split: `the last ${100 * SHARE} % of everybody's own sequence tests, the same part of what is left validates; the data know an order and no times, so all popularity counts alike`,
    validation: momentOf(test.before, films), test, repeats: ['masked'], halfLives: [null], sensitive, settings: DEFAULT_SETTINGS,
  }
}

/** Everybody's own order cut in two: at least one film after, where there are two. */
function momentOf(rows: Interactions, films: readonly Film[]): Moment {
  const { offsets, rows: order } = byCustomer(rows)
  const [early, late]: [number[], number[]] = [[], []]
  for (let customer = 0; customer < rows.customers; customer++) {
    const own = order.subarray(offsets[customer], offsets[customer + 1])
    const cut = own.length - Math.max(1, Math.round(SHARE * own.length))
    own.forEach((row, at) => (at < cut ? early : late).push(row))
  }
  const before = selectInteractions(rows, Int32Array.from(early))
  return {
    before, after: selectInteractions(rows, Int32Array.from(late)), now: 0,
    features: filmFeatures(before, films), people: Int32Array.from({ length: rows.customers }, (_, customer) => customer),
  }
}
