import type { PersonaFacts } from '../../../engine/personas/meaning/facts.ts'
import type { Store } from '../../../engine/store/connect.ts'

export const RUN = '01990000-0000-7000-8000-000000000001'
export const COOKS = '01990000-0000-7000-8000-0000000000a1'
export const GARDENERS = '01990000-0000-7000-8000-0000000000a2'

type Seed = { id: string; de: string; en: string; status: 'draft' | 'published'; size: number; total: number; lon: number; lat: number; city: string }

const SEEDS: readonly Seed[] = [
  { id: COOKS, de: 'Anspruchsvolle Köche', en: 'Demanding cooks', status: 'draft', size: 30, total: 9000, city: 'Wien', lat: 48.208, lon: 16.373 },
  { id: GARDENERS, de: 'Gärtner am Vormittag', en: 'Morning gardeners', status: 'published', size: 70, total: 7000, city: 'Husum', lat: 54.477, lon: 9.051 },
]

function factsOf(seed: Seed): PersonaFacts {
  const words = (de: string, en: string) => ({ de, en })
  const felt = { mean: 4.5, rest: 3.9, customers: 12 }
  return {
    size: seed.size, share: seed.size / 100, revenue: { total: seed.total, share: seed.total / 16_000, perCustomer: seed.total / seed.size, currency: 'EUR' },
    orders: { perCustomer: 3.2, perCustomerRest: 2.1 }, recencyDays: 14,
    distinguishing: [
      { column: 'share_kitchen', label: words('Anteil Küche', 'Share of kitchen'), unit: 'share', direction: 'more', effect: 1.8, low: 1.6, high: 2, mean: 0.64, rest: 0.07 },
      { column: 'price', label: words('Mittlerer Preis', 'Mean price'), unit: 'money', direction: 'more', effect: 0.9, low: 0.7, high: 1.1, mean: 84.2, rest: 41.7 },
      { column: 'returns', label: words('Retouren', 'Returns'), unit: 'share', direction: 'less', effect: -0.4, low: -0.6, high: -0.2, mean: 0.08, rest: 0.19 },
    ],
    places: [{ city: seed.city, country: 'AT', lat: seed.lat, lon: seed.lon, customers: 12 }, { city: 'Köln', country: 'DE', lat: 50.938, lon: 6.96, customers: 8 }],
    regions: [{ name: 'Wien', share: 0.4, rest: 0.1 }], channels: [{ name: 'web', share: 0.8, rest: 0.6 }, { name: 'store', share: 0.2, rest: 0.4 }],
    devices: [{ name: 'desktop', share: 1, rest: 0.5 }], hours: Array.from({ length: 24 }, () => 1 / 24),
    topItems: [{ itemId: 'i1', title: 'Bräter <b>4,5 l</b>', customers: 14, lift: 3.2 }], categories: [{ name: 'Küche', share: 0.64, rest: 0.07, lift: 9.1 }],
    experience: { rating: felt, nps: null, contactsPerOrder: felt, complaintsPerOrder: null, returnRate: { mean: 0.08, rest: 0.19, customers: 30 } },
    text: { de: { name: seed.de, description: `${seed.de}: kochen gern.` }, en: { name: seed.en, description: `${seed.en}: like to cook.` } },
    stability: { jaccard: 0.9 }, withheld: false, certainty: { margin: 0.7, narrow: 0.1 }, kpis: [], told: [], rules: null, exemplar: null, journey: { funnel: [], stages: [] }, coupons: [],
  }
}

/** One complete run with two personas: one draft, one published. */
export async function seedPersonas({ sql }: Store, now: Date): Promise<void> {
  const row = (k: number, silhouette: number) => ({ k, inertia: 10 / k, silhouette, stability: 0.9, weakest: 0.8, agreement: 0.9, smallestShare: 0.3, largeEnough: true })
  const choice = { k: 2, reason: 'two-groups', table: [row(2, 0.3), row(3, 0.1)], rowsUsed: 100, shapedBy: 100 }
  await sql`insert into persona_runs ${sql([{ run_id: RUN, as_of: now, feature_run_id: RUN, n: 100, k: 2, choice: sql.json(choice), model: sql.json({}), created_at: now, completed_at: now }])}`
  for (const [cluster, seed] of SEEDS.entries()) {
    const facts = factsOf(seed)
    await sql`insert into personas ${sql([{
      persona_id: seed.id, name: seed.de, description: facts.text.de.description, named: sql.json({ name: false, description: false }), status: seed.status, version: 1, born_run_id: RUN, run_id: RUN,
      lineage: sql.json([{ kind: 'born', runId: RUN, at: now.toISOString() }]), created_at: new Date(now.getTime() + cluster), updated_at: now,
    }])}`
    await sql`insert into persona_profiles ${sql([{ persona_id: seed.id, run_id: RUN, cluster, size: seed.size, facts: sql.json(facts) }])}`
    // Only those who allow profiling at this moment are counted.
    await sql`
      with people as (insert into customers (customer_id, created_at, known, traits) select gen_random_uuid(), ${now}, true, '{}' from generate_series(1, ${seed.size}) returning customer_id),
        agreed as (
          insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
          select customer_id, gen_random_uuid(), 'personalize.content.profiling', true, 'granted', ${now}, 'banner', 'test', 'consent', '1', 'test', '' from people)
      insert into persona_members (customer_id, run_id, persona_id, weight, margin) select customer_id, ${RUN}, ${seed.id}, 0.9, 0.8 from people`
  }
}
