import { useCallback } from 'preact/hooks'
import { Table } from '../charts/Table.tsx'
import { readOffers } from '../client/learned.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { PersonaOffers } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { WhenLoaded } from '../shell/States.tsx'
import { Section } from '../shell/Section.tsx'

type Offered = { readonly key: string; readonly title: string; readonly share: number; readonly lift: number | null }

/** Items the recommender in use would put first for them, and incentives they take more than others. */
export function Offers({ id }: { id: string }) {
  const call = useCall()
  const { t } = useLocale()
  const words = t.aboutPersona.offer
  const { loaded, reload } = useLoad(useCallback(() => readOffers(call, id), [call, id]))
  const shown = ({ recommender, offers }: PersonaOffers) => (
    <div class="columns">
      <div class="stack">
        <h3>{words.items}</h3>
        {recommender === null ? <p class="hint">{words.noItems}</p>
          : <><List title={words.items} one={t.persona.item} share={words.ofPurchases} rows={recommender.items.map((item) => ({ ...item, key: item.itemId }))} /><p class="hint">{words.itemsNote} <Link to={{ view: 'models' }}>{words.model(recommender.version)}</Link></p></>}
      </div>
      <div class="stack">
        <h3>{words.offers}</h3>
        {offers.length === 0 ? <p class="hint">{words.noOffers}</p>
          : <><List title={words.offers} one={words.offer} share={words.ofOrders} rows={offers.map((offer) => ({ ...offer, key: offer.offerId }))} /><p class="hint">{words.offersNote}</p></>}
      </div>
    </div>
  )
  return <Section id="offer" title={words.title}><WhenLoaded loaded={loaded} onRetry={reload}>{shown}</WhenLoaded></Section>
}

function List({ title, one, share, rows }: { title: string; one: string; share: string; rows: readonly Offered[] }) {
  const { t, format } = useLocale()
  return (
    <Table caption={title} head={[one, share, t.persona.lift]}
      rows={rows.map((row) => ({ key: row.key, cells: [row.title, format.rare(row.share), row.lift === null ? '–' : t.persona.times(format.times(row.lift))] }))} />
  )
}
