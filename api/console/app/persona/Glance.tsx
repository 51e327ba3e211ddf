import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'

/** Hennig 2007: from here a group can be relied on. */
const STABLE_FROM = 0.75

type Tile = { readonly name: string; readonly value: string; readonly note?: string }

function tilesOf(facts: Facts, { t, format }: Pick<ReturnType<typeof useLocale>, 't' | 'format'>): Tile[] {
  const tiles: Tile[] = [{ name: t.persona.customers, value: format.whole(facts.size), note: t.persona.shareOf(format.percent(facts.share)) }]
  if (facts.revenue !== null) {
    const { perCustomer, total, share, currency } = facts.revenue
    tiles.push({ name: t.persona.value, value: format.money(perCustomer, currency), note: t.overview.valueNote }, { name: t.persona.revenue, value: format.percent(share), note: t.persona.total(format.money(total, currency)) })
  }
  if (facts.orders !== null) tiles.push({ name: t.persona.orders, value: format.decimal(facts.orders.perCustomer), note: t.persona.ordersRest(format.decimal(facts.orders.perCustomerRest)) })
  if (facts.recencyDays !== null) tiles.push({ name: t.persona.recency, value: format.whole(facts.recencyDays), note: t.persona.recencyNote })
  const { jaccard } = facts.stability
  if (jaccard !== null) tiles.push({ name: t.persona.stability, value: format.fixed(jaccard), note: jaccard >= STABLE_FROM ? t.persona.stable : t.persona.unstable })
  return tiles
}

/** The figures one asks for first. */
export function Glance({ facts }: { facts: Facts }) {
  const { t, format } = useLocale()
  return (
    <section aria-labelledby="glance-title">
      <h2 id="glance-title" class="unseen">{t.persona.figures}</h2>
      <dl class="tiles">{tilesOf(facts, { t, format }).map((tile) => <div key={tile.name}><dt>{tile.name}</dt><dd>{tile.value}{tile.note !== undefined && <span class="tile-note">{tile.note}</span>}</dd></div>)}</dl>
    </section>
  )
}
