import type { Facts } from '../client/wire.ts'
import { useLocale, type Locale } from '../i18n/locale.tsx'
import { levelOf } from './stability.ts'

type Tile = { readonly name: string; readonly value: string; readonly note?: string }

function tilesOf(facts: Facts, { t, format }: Pick<Locale, 't' | 'format'>): Tile[] {
  const tiles: Tile[] = [{ name: t.persona.customers, value: format.whole(facts.size), note: t.persona.shareOf(format.percent(facts.share)) }]
  if (facts.revenue !== null) {
    const { perCustomer, total, share, currency } = facts.revenue
    tiles.push({ name: t.persona.value, value: format.money(perCustomer, currency), note: t.overview.valueNote }, { name: t.persona.revenue, value: format.percent(share), note: t.persona.total(format.money(total, currency)) })
  }
  tiles.push(...futureOf(facts, { t, format }))
  if (facts.orders !== null) tiles.push({ name: t.persona.orders, value: format.decimal(facts.orders.perCustomer), note: t.persona.ordersRest(format.decimal(facts.orders.perCustomerRest)) })
  if (facts.recencyDays !== null) tiles.push({ name: t.persona.recency, value: format.whole(facts.recencyDays), note: t.persona.recencyNote })
  const { jaccard } = facts.stability
  if (jaccard !== null) tiles.push({ name: t.persona.stability, value: format.fixed(jaccard), note: ['high', 'stable'].includes(levelOf(jaccard)) ? t.persona.stable : t.persona.unstable })
  return tiles
}

/** What is to be expected of them: of the features, for those who have bought. */
function futureOf({ told, revenue }: Facts, { t, format }: Pick<Locale, 't' | 'format'>): Tile[] {
  const words = t.aboutPersona.value
  const of = (column: string) => told.find((one) => one.column === column)
  const [clv, alive, orders] = [of('clv_365d'), of('alive'), of('orders_next_365d')]
  return [
    ...(clv === undefined ? [] : [{ name: words.clv, value: format.money(clv.mean, revenue?.currency ?? null), note: words.clvNote }]),
    ...(orders === undefined ? [] : [{ name: words.orders, value: format.decimal(orders.mean), note: words.ordersNote }]),
    ...(alive === undefined ? [] : [{ name: words.alive, value: format.percent(alive.mean), ...(alive.rest === null ? {} : { note: words.aliveNote(format.percent(alive.rest)) }) }]),
  ]
}

/** The figures one asks for first. */
export function Glance({ facts }: { facts: Facts }) {
  const { t, format } = useLocale()
  const basis = facts.told.find((one) => one.column === 'clv_365d')
  return (
    <section class="stack" aria-labelledby="glance-title">
      <h2 id="glance-title" class="unseen">{t.persona.figures}</h2>
      <dl class="tiles">{tilesOf(facts, { t, format }).map((tile) => <div key={tile.name}><dt>{tile.name}</dt><dd>{tile.value}{tile.note !== undefined && <span class="tile-note">{tile.note}</span>}</dd></div>)}</dl>
      {basis !== undefined && <p class="hint">{t.aboutPersona.value.basis(format.whole(basis.customers))}</p>}
    </section>
  )
}
