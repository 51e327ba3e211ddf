import { dayMs } from '../../../models/strengths.ts'
import { ownedItems } from '../cases.ts'
import { itemPopularity, BANDS, type ItemPopularity } from './itemPopularity.ts'
import { listFigures, type ListFigures } from './listFigures.ts'
import { promisesKept, type Promises } from './promises.ts'
import type { ReportInput } from './reportInput.ts'
import { customersBy, itemsBy, slicesBy, type Slices } from './slices.ts'

/** What is served and popularity, side by side: over all, and by part of the customers. Kept with the artefact, below 30 kB as JSON. */
export type SliceReport = {
  readonly lists: { readonly served: ListFigures; readonly popularity: ListFigures }
  readonly slices: readonly Slices[]
  readonly chances: Promises | null
}

/** An item is new for a fortnight. */
const NEW_DAYS = 14
const SIZES = [{ name: 'nothing', from: 0 }, { name: '1–2 interactions', from: 1 }, { name: '3–9 interactions', from: 3 }, { name: '10 and more', from: 10 }]

/** Judges lists by what was bought after the cut and by what else they do. Needs at least one case. Same input, same report. */
export function sliceReport(input: ReportInput): SliceReport {
  const { cases } = input
  const items = itemPopularity(cases.known)
  const owned = ownedItems(cases).map((own) => Int32Array.from(own.keys()).sort())
  return {
    lists: { served: listFigures('served', input, items, owned), popularity: listFigures('popularity', input, items, owned) },
    slices: [...byPersona(input), ...byHistory(input), byItem(input, items), byBand(input, items), ...byCountry(input)],
    chances: input.chances === null ? null : promisesKept(input.chances),
  }
}

function byPersona(input: ReportInput): Slices[] {
  const { personas, personaNames, cases } = input
  if (personas === null) return []
  const none = personas.keys.length
  const names = [...personas.keys.map((key) => personaNames?.get(key) ?? `earlier group ${key}`), 'no persona']
  return [slicesBy('persona', input, customersBy(input, names, (at) => { const group = personas.of[cases.customers[at]]; return group < 0 ? none : group }))]
}

function byHistory(input: ReportInput): Slices[] {
  const { cases } = input
  const size = rowsPer(cases.histories.customer, cases.known.customers)
  const before = rowsPer(cases.known.customer, cases.known.customers)
  return [
    slicesBy('history', input, customersBy(input, SIZES.map(({ name }) => name), (at) => SIZES.findLastIndex(({ from }) => size[cases.customers[at]] >= from))),
    slicesBy('customer', input, customersBy(input, ['known at the cut', 'new since the cut'], (at) => (before[cases.customers[at]] > 0 ? 0 : 1))),
  ]
}

function byItem(input: ReportInput, { firstSeen }: ItemPopularity): Slices {
  const fresh = input.cases.cut - NEW_DAYS * dayMs
  return slicesBy('age of the item bought', input, itemsBy(input, ['unseen at the cut', `new in ${NEW_DAYS} days`, 'older'],
    (item) => (firstSeen[item] === Infinity ? 0 : firstSeen[item] >= fresh ? 1 : 2)))
}

function byBand(input: ReportInput, { band }: ItemPopularity): Slices {
  return slicesBy('popularity of the item bought', input, itemsBy(input, BANDS, (item) => band[item]))
}

function byCountry(input: ReportInput): Slices[] {
  const { places, cases } = input
  if (places === null) return []
  return [slicesBy('country', input, customersBy(input, places.keys.slice(0, places.countries), (at) => places.countryOf[cases.customers[at]]))]
}

function rowsPer(customer: Int32Array, customers: number): Int32Array {
  const rows = new Int32Array(customers)
  for (const each of customer) rows[each]++
  return rows
}
