import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Imported, ImportFormat } from './format.ts'
import { readTransactions } from './completeJourneyBaskets.ts'
import { readCsv, type Meter } from './rows.ts'

/** The package's day boundaries have no clock: midnight, UTC, as in the transactions. */
const midnight = (day: string) => `${day}T00:00:00.000Z`
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(new Date(midnight(text)).getTime())
/** An offer speaks of at most so many categories. */
const MOST_CATEGORIES = 50
/** R writes what is missing as NA. */
const known = (text: string) => text !== '' && text !== 'NA'

type File = { readonly name: string; readonly read: (file: string, meter: Meter, notes: Notes) => AsyncGenerator<Imported> }
/** What one file says that another needs: when a campaign ran and of what type it is, and what a product is. */
type Notes = { readonly campaigns: Map<string, { type: string; from: string; until: string }>; readonly categories: Map<string, string> }

async function* readProducts(file: string, meter: Meter, notes: Notes): AsyncGenerator<Imported> {
  for await (const { fields, record } of readCsv(file, { columns: ['product_id', 'department', 'brand', 'product_category', 'product_type', 'package_size'] }, meter)) {
    if (fields === null || !known(fields[0])) yield { kind: 'rejected', reason: fields === null ? 'wrong_number_of_fields' : 'product_missing', row: record }
    else {
      const [id, department, brand, category, type, size] = fields
      const categories = [department, category].filter(known)
      if (categories.length > 0) notes.categories.set(id, categories.join('/'))
      yield { kind: 'item', rows: [record], item: { id, title: known(type) ? type : (categories.at(-1) ?? `Product ${id}`), categories: categories.length === 0 ? [] : [categories.join('/')], price: null, attributes: { ...(known(brand) ? { brand } : {}), ...(known(size) ? { size } : {}) } } }
    }
  }
}

async function* readDemographics(file: string, meter: Meter): AsyncGenerator<Imported> {
  const columns = ['household_id', 'age', 'income', 'home_ownership', 'marital_status', 'household_size', 'household_comp', 'kids_count'] as const
  for await (const { fields, record } of readCsv(file, { columns }, meter)) {
    if (fields === null || !known(fields[0])) yield { kind: 'rejected', reason: fields === null ? 'wrong_number_of_fields' : 'household_missing', row: record }
    else {
      const traits = Object.fromEntries(columns.map((name, k) => [name, fields[k]] as const).slice(1).filter(([, value]) => known(value)))
      // The survey has no date; the year it describes begins on this day.
      yield { kind: 'message', rows: [record], message: { type: 'identify', messageId: `complete-journey:household:${fields[0]}`, userId: fields[0], timestamp: midnight('2017-01-01'), traits, context: {} } }
    }
  }
}

async function* readDescriptions(file: string, meter: Meter, notes: Notes): AsyncGenerator<Imported> {
  for await (const { fields, record } of readCsv(file, { columns: ['campaign_id', 'campaign_type', 'start_date', 'end_date'] }, meter)) {
    if (fields === null || !isDay(fields[2]) || !isDay(fields[3])) {
      yield { kind: 'rejected', reason: fields === null ? 'wrong_number_of_fields' : 'date_invalid', row: record }
      continue
    }
    const [id, type, from, until] = fields
    notes.campaigns.set(id, { type, from, until })
    yield { kind: 'offer', id: `campaign-${id}`, rows: [record], offer: { kind: 'content', title: `Campaign ${id} (${type})`, validFrom: midnight(from), validUntil: midnight(until) } }
  }
}

async function* readCampaigns(file: string, meter: Meter, notes: Notes): AsyncGenerator<Imported> {
  for await (const { fields, record } of readCsv(file, { columns: ['campaign_id', 'household_id'] }, meter)) {
    const campaign = fields === null ? undefined : notes.campaigns.get(fields[0])
    if (fields === null || campaign === undefined) yield { kind: 'rejected', reason: fields === null ? 'wrong_number_of_fields' : 'campaign_unknown', row: record }
    else {
      const [id, household] = fields
      yield {
        kind: 'message', rows: [record],
        message: { type: 'track', messageId: `complete-journey:campaign:${id}:${household}`, userId: household, event: 'Campaign Received', timestamp: midnight(campaign.from), properties: { campaign_id: id, campaign_type: campaign.type }, context: { touchpoint: { channel: 'email', stage: 'awareness' } } },
      }
    }
  }
}

/** A coupon is an offer for the products it names, a row each. What it is worth the file does not say, so it is told of as content for their categories. */
async function* readCoupons(file: string, meter: Meter, notes: Notes): AsyncGenerator<Imported> {
  const coupons = new Map<string, { campaigns: Set<string>; products: Set<string>; rows: (readonly string[])[] }>()
  for await (const { fields, record } of readCsv(file, { columns: ['coupon_upc', 'product_id', 'campaign_id'] }, meter)) {
    if (fields === null || !notes.campaigns.has(fields[2])) yield { kind: 'rejected', reason: fields === null ? 'wrong_number_of_fields' : 'campaign_unknown', row: record }
    else {
      const coupon = coupons.get(fields[0]) ?? { campaigns: new Set(), products: new Set(), rows: [] }
      coupon.products.add(fields[1])
      coupon.campaigns.add(fields[2])
      coupon.rows.push(record)
      coupons.set(fields[0], coupon)
    }
  }
  for (const [upc, { campaigns, products, rows }] of coupons) {
    const dates = [...campaigns].flatMap((id) => notes.campaigns.get(id) ?? [])
    const from = dates.map((d) => d.from).reduce((a, b) => a < b ? a : b)
    const until = dates.map((d) => d.until).reduce((a, b) => a > b ? a : b)
    yield { kind: 'offer', id: `coupon-${upc}`, rows, offer: { kind: 'content', title: `Coupon ${upc}`, categories: [...new Set([...products].flatMap((id) => notes.categories.get(id) ?? []))].slice(0, MOST_CATEGORIES), validFrom: midnight(from), validUntil: midnight(until) } }
  }
}

async function* readRedemptions(file: string, meter: Meter): AsyncGenerator<Imported> {
  for await (const { fields, record } of readCsv(file, { columns: ['household_id', 'coupon_upc', 'campaign_id', 'redemption_date'] }, meter)) {
    if (fields === null || !isDay(fields[3])) yield { kind: 'rejected', reason: fields === null ? 'wrong_number_of_fields' : 'date_invalid', row: record }
    else {
      const [household, coupon, campaign, day] = fields
      yield { kind: 'message', rows: [record], message: { type: 'track', messageId: `complete-journey:redemption:${household}:${coupon}:${campaign}:${day}`, userId: household, event: 'Coupon Applied', timestamp: midnight(day), properties: { coupon_id: coupon, campaign_id: campaign }, context: { touchpoint: { channel: 'store', stage: 'purchase' } } } }
    }
  }
}

/** In the order in which one builds on the other. */
const FILES: readonly File[] = [
  { name: 'products.csv', read: readProducts },
  { name: 'demographics.csv', read: readDemographics },
  { name: 'campaign_descriptions.csv', read: readDescriptions },
  { name: 'campaigns.csv', read: readCampaigns },
  { name: 'coupons.csv', read: readCoupons },
  { name: 'transactions_sample.csv', read: readTransactions },
  { name: 'coupon_redemptions.csv', read: readRedemptions },
]

const present = (folder: string, name: string) => [path.join(folder, `${name}.gz`), path.join(folder, name)].find((file) => existsSync(file)) ?? path.join(folder, `${name}.gz`)

async function* read(paths: readonly string[], meter: Meter): AsyncGenerator<Imported> {
  for (const folder of paths) {
    const notes: Notes = { campaigns: new Map(), categories: new Map() }
    for (const { name, read: readFile } of FILES) yield* readFile(present(folder, name), meter, notes)
  }
}

export const completeJourney: ImportFormat = {
  name: 'complete-journey',
  help: `a folder with dunnhumby's Complete Journey 2.0 as CSV (also .gz): ${FILES.map((file) => file.name).join(', ')}. From CRAN's package completejourney.`,
  files: (paths) => paths.flatMap((folder) => FILES.map((file) => present(folder, file.name)).filter((file) => existsSync(file))),
  read,
}
