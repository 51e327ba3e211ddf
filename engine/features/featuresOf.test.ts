import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkPeople } from '../consent/checkPeople.ts'
import type { Permit } from '../consent/permit.ts'
import { admitPopulation } from '../consent/population.ts'
import type { Purpose } from '../consent/purposes.ts'
import { newId, type CustomerId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { computeFeatures, type ComputedFeatures } from './computeFeatures.ts'
import { featuresOf, type Asked } from './featuresOf.ts'
import { loadBasis, type KeptBasis } from './keepBasis.ts'
import { saveFeatures } from './keepFeatures.ts'
import { fillMotleyShop, UNTIL } from './testing/motleyShop.ts'
import { addEvents } from './testing/shopLog.ts'

const PEOPLE = 120

describe('featuresOf', () => {
  let store: Store
  let people: CustomerId[]
  let batch: ComputedFeatures
  let kept: KeptBasis

  const permits = async <P extends Purpose>(of: readonly CustomerId[], purpose: P): Promise<Permit<P>[]> => {
    const ids = await store.sql<{ customer_id: CustomerId; person_id: CustomerId }[]>`select customer_id, person_id from people`
    const asked = of.map((personId) => ({ personId, customerIds: ids.filter((row) => row.person_id === personId).map((row) => row.customer_id) }))
    const answers = await checkPeople(store, asked, purpose, UNTIL)
    return of.flatMap((person) => {
      const answer = answers.get(person)!
      return answer.allowed ? [answer.permit] : []
    })
  }
  const ask = async (of: readonly CustomerId[]): Promise<Asked> => ({ profiling: await permits(of, 'personalize.content.profiling'), precise: await permits(of, 'location.precise') })
  const batchRows = (of: readonly CustomerId[]) => of.map((person) => Array.from(batch.x.data.subarray(batch.people.indexOf(person) * batch.x.cols, (batch.people.indexOf(person) + 1) * batch.x.cols)))
  const rows = async (of: readonly CustomerId[], asOf = UNTIL) => {
    const { x, people: answered } = await featuresOf(store, kept, await ask(of), asOf)
    expect(answered).toEqual(of)
    return of.map((_, i) => Array.from(x.data.subarray(i * x.cols, (i + 1) * x.cols)))
  }

  beforeAll(async () => {
    store = await createTestStore()
    people = await fillMotleyShop(store, PEOPLE, 1)
    const runId = newId<RunId>(UNTIL)
    const permit = await admitPopulation(store, runId, 'personalize.content.profiling', UNTIL)
    const precise = await admitPopulation(store, runId, 'location.precise', UNTIL)
    batch = await computeFeatures(store, permit, UNTIL, { precise })
    await saveFeatures(store, runId, batch, UNTIL)
    kept = await loadBasis(store, runId)
  })
  afterAll(() => store.close())

  it('makes the row of every single person as the run did, to the bit', async () => {
    for (const person of people) expect(await rows([person])).toEqual(batchRows([person]))
  })

  it('makes the rows of any group of people, in any order, as the run did', async () => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(people, { minLength: 1 }), async (group) => {
      expect(await rows(group)).toEqual(batchRows(group))
    }), { numRuns: 15 })
  })

  it('was compared in all columns', () => {
    const empty = batch.columns.filter((_, j) => batch.people.every((__, i) => Number.isNaN(batch.x.data[i * batch.x.cols + j])))
    expect(empty.map(({ name }) => name)).toEqual([])
    expect(batch.columns.map(({ name }) => name)).toEqual(expect.arrayContaining(['clv_365d', 'rfm_money', 'category:Garden', 'region:Berlin', 'store_km', 'csat_mean']))
  })

  it('needs a run that kept its basis', async () => {
    const old = newId<RunId>(UNTIL)
    await store.sql`insert into feature_sets (run_id, as_of, rows, columns, created_at, completed_at) values (${old}, ${UNTIL}, 0, '[]', ${UNTIL}, ${UNTIL})`
    await expect(loadBasis(store, old)).rejects.toThrow(/with its basis/)
  })

  it('refuses to be asked twice about one person', async () => {
    await expect(rows([people[3]!, people[3]!])).rejects.toThrow(/twice/)
  })

  it('sees what came since, by the shop rates of the run', async () => {
    const now = new Date(UNTIL.getTime() + 86_400_000)
    const [who] = people
    const orders = batch.columns.findIndex(({ name }) => name === 'orders')
    const coupons = batch.columns.findIndex(({ name }) => name === 'coupon_share')
    expect((await rows([who!], now))[0]![orders]).toBe(0)
    await addEvents(store, [{ who: who!, at: UNTIL.getTime() + 3_600_000, name: 'Order Completed', amount: 10, properties: { coupon: 'C' }, lines: [{ item: 'item-1', action: 'purchase' }] }])
    const [after] = await rows([who!], now)
    expect(after![orders]).toBe(1)
    expect(after![coupons]).toBeCloseTo((1 + 2 * kept.basis.shop.rates.coupon_share!) / (1 + 2), 6)
    expect(await rows([who!])).toEqual(batchRows([who!]))
  })
})
