import { families } from './families.ts'
import type { Article } from './catalogue.ts'
import type { ShopOffer } from './offers.ts'
import { day } from './clock.ts'

/** What is the same for every customer. Times are epoch milliseconds. */
export type World = {
  readonly seed: number
  readonly start: number
  readonly until: number
  readonly articles: readonly Article[]
  readonly byFamily: readonly (readonly Article[])[]
  readonly offers: readonly ShopOffer[]
  readonly campaigns: readonly Campaign[]
}
export type Campaign = { readonly id: string; readonly name: string; readonly at: number }

export function createWorld(seed: number, start: number, until: number, articles: readonly Article[], offers: readonly ShopOffer[]): World {
  const byFamily = families.map((_, f) => articles.filter((article) => article.family === f))
  return { seed, start, until, articles, byFamily, offers, campaigns: drawCampaigns(start, until) }
}

const themes = ['Neues im Sortiment', 'Saisonstart', 'Lieblingsstücke', 'Ratgeber', 'Aktionswoche']

/** A newsletter every fifteen weeks at 08:00 UTC. */
function drawCampaigns(start: number, until: number): Campaign[] {
  const campaigns: Campaign[] = []
  for (let at = Math.floor(start / day) * day + 18 * day; at < until; at += 105 * day) {
    const n = campaigns.length
    campaigns.push({ id: `nl-${String(n + 1).padStart(2, '0')}`, name: themes[n % themes.length]!, at: at + 8 * 3_600_000 })
  }
  return campaigns
}
