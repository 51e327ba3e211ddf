import { putInUse } from '../../../engine/personas/testing/putInUse.ts'
import type { RunReport } from '../../../engine/personas/finding/report.ts'
import type { PersonaFacts } from '../../../engine/personas/meaning/facts.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { EVERYBODY, factsOf, type Seed } from './seedFacts.ts'

export const RUN = '01990000-0000-7000-8000-000000000002'
export const RUN_BEFORE = '01990000-0000-7000-8000-000000000001'
export const COOKS = '01990000-0000-7000-8000-0000000000a1'
export const GARDENERS = '01990000-0000-7000-8000-0000000000a2'
export const READERS = '01990000-0000-7000-8000-0000000000a3'

type Persona = Seed & { readonly status: 'draft' | 'in_review' | 'published' }

/** A draft that is not stable, a published persona, and one that waits for approval. */
const PERSONAS: readonly Persona[] = [
  { id: COOKS, de: 'Anspruchsvolle Köche', en: 'Demanding cooks', status: 'draft', size: 300, total: 90_000, city: 'Wien', lat: 48.208, lon: 16.373, jaccard: 0.7, kitchen: 0.64 },
  { id: GARDENERS, de: 'Gärtner am Vormittag', en: 'Morning gardeners', status: 'published', size: 700, total: 70_000, city: 'Husum', lat: 54.477, lon: 9.051, jaccard: 0.9, kitchen: 0.05 },
  { id: READERS, de: 'Leser bei Nacht', en: 'Night readers', status: 'in_review', size: 100, total: 5000, city: 'Graz', lat: 47.07, lon: 15.44, jaccard: 0.8, kitchen: 0.1 },
]

/** Where they were in the run before, and are: every way of at least 20 people, so that all may be shown. */
const WAYS: readonly (readonly [from: string, to: string, people: number])[] = [[COOKS, COOKS, 260], [GARDENERS, COOKS, 40], [GARDENERS, GARDENERS, 650], [COOKS, GARDENERS, 50], [GARDENERS, READERS, 70], [READERS, READERS, 30]]

const report: RunReport = {
  undetermined: { between: 30, far: 0, unknown: 20 }, held: 40,
  sensitive: [{ attribute: 'gender', people: 900, share: 0.31, cramersV: 0.5, p: 0.001, verdict: 'proxy', leaning: [{ personaId: COOKS, value: 'f', share: 0.8, rest: 0.4, lift: 2, low: 1.7, high: 2.3 }] }],
  drift: {
    since: RUN_BEFORE, level: 0.0012, sizes: [{ personaId: COOKS, before: 310, now: 300, p: 0.3, changed: false }, { personaId: GARDENERS, before: 760, now: 700, p: 0.001, changed: true }],
    features: [{ column: 'price', psi: 0.02, p: 0.6, moved: false }, { column: 'share_kitchen', psi: 0.41, p: 0.0001, moved: true }],
  },
  map: {
    explained: 0.42, side: 0.4, axes: [{ towards: [{ column: 'share_kitchen', weight: 0.8 }] }, { towards: [{ column: 'price', weight: -0.7 }] }],
    centres: [{ personaId: COOKS, x: 2, y: 1 }, { personaId: GARDENERS, x: -2, y: 0.5 }, { personaId: READERS, x: -1.6, y: -1 }], cells: [{ personaId: COOKS, x: 2, y: 1.2, people: 60 }],
  },
}

/** Two complete runs a month apart, with three personas. */
export async function seedPersonas(store: Store, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 30 * 86_400_000)
  await seedRun(store, RUN_BEFORE, before, {})
  await seedRun(store, RUN, now, report)
  for (const persona of PERSONAS) await seedPersona(store, persona, before, now)
  await seedMembers(store, now)
  await putInUse(store, RUN_BEFORE, [GARDENERS], before)
  await putInUse(store, RUN, [GARDENERS, COOKS], before)
  await putInUse(store, RUN, [GARDENERS], now)
  await store.sql`insert into persona_alerts ${store.sql([
    { alert_id: '01990000-0000-7000-8000-0000000000b1', run_id: RUN, persona_id: GARDENERS, kind: 'size_changed', detail: store.sql.json({ before: 760, now: 700 }), created_at: now },
    { alert_id: '01990000-0000-7000-8000-0000000000b2', run_id: RUN, persona_id: null, kind: 'features_moved', detail: store.sql.json({ features: [{ column: 'share_kitchen', psi: 0.41 }] }), created_at: now },
  ])}`
}

async function seedRun({ sql }: Store, runId: string, at: Date, seen: Partial<RunReport>): Promise<void> {
  const row = (k: number, silhouette: number) => ({ k, inertia: 10 / k, silhouette, stability: 0.9, weakest: 0.8, agreement: 0.9, smallestShare: 0.3, largeEnough: true, gap: 0.5 + k / 10, gapError: 0.02 })
  const choice = { k: 2, reason: 'two-groups', table: [row(2, 0.3), row(3, 0.1)], rowsUsed: EVERYBODY, shapedBy: EVERYBODY, gapChoice: 3 }
  await sql`insert into persona_runs ${sql([{
    run_id: runId, as_of: at, feature_run_id: runId, n: EVERYBODY, k: 2, choice: sql.json(choice), model: sql.json({}), settings: sql.json({ sensitive: ['gender'] }), report: sql.json(JSON.parse(JSON.stringify(seen))), created_at: at, completed_at: at,
  }])}`
}

async function seedPersona({ sql }: Store, persona: Persona, before: Date, now: Date): Promise<void> {
  const at = PERSONAS.indexOf(persona)
  const facts = factsOf(persona)
  // A month ago they cared less for kitchens.
  const earlier: PersonaFacts = { ...facts, told: facts.told.map((one) => (one.column === 'share_kitchen' ? { ...one, mean: one.mean / 2, scaled: { mean: one.mean / 2, deviation: one.mean / 2 } } : one)) }
  const lineage = [{ kind: 'born', runId: RUN_BEFORE, at: before.toISOString() }, { kind: 'continued', runId: RUN, at: now.toISOString(), jaccard: 0.8 }, { kind: 'submitted', at: now.toISOString(), by: 'key:other', reason: 'worth a look' }]
  await sql`insert into personas ${sql([{
    persona_id: persona.id, name: persona.de, description: facts.text.de.description, named: sql.json({ name: false, description: false }), status: persona.status, version: 1, born_run_id: RUN_BEFORE, run_id: RUN,
    lineage: sql.json(lineage), created_at: new Date(before.getTime() + at), updated_at: now,
  }])}`
  for (const [runId, found] of [[RUN_BEFORE, earlier], [RUN, facts]] as const) await sql`insert into persona_profiles ${sql([{ persona_id: persona.id, run_id: runId, cluster: at, size: persona.size, facts: sql.json(found) }])}`
}

/** People of both runs. Only those who allow profiling at this moment are counted. */
async function seedMembers({ sql }: Store, now: Date): Promise<void> {
  for (const [from, to, people] of WAYS) {
    await sql`
      with people as (insert into customers (customer_id, created_at, known, traits) select gen_random_uuid(), ${now}, true, '{}' from generate_series(1, ${people}) returning customer_id),
        agreed as (
          insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
          select customer_id, gen_random_uuid(), 'personalize.content.profiling', true, 'granted', ${now}, 'banner', 'test', 'consent', '1', 'test', '' from people),
        were as (insert into persona_members (customer_id, run_id, persona_id, weight, margin) select customer_id, ${RUN_BEFORE}, ${from}::uuid, 0.9, 0.8 from people)
      insert into persona_members (customer_id, run_id, persona_id, weight, margin) select customer_id, ${RUN}, ${to}::uuid, 0.9, 0.8 from people`
  }
}
