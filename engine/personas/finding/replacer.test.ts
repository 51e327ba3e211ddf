import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { say, addEvents, addPerson } from '../../features/testing/shopLog.ts'
import type { CustomerId } from '../../ids.ts'
import { derive } from '../../../models/rng.ts'
import type { Store } from '../../store/connect.ts'
import { createTestStore } from '../../store/testing/testStore.ts'
import { fillShop, historyOf, membership, PROFILING, runBoth, UNTIL, type Population } from '../testing/threeKinds.ts'
import { createReplacer, type Replacer } from './replacer.ts'

const LATER = new Date(UNTIL.getTime() + 5 * 86_400_000)

describe('people between runs', () => {
  let store: Store
  let population: Population
  let runId: string
  let replacer: Replacer
  const errors: unknown[] = []
  const personaOf = async (who: CustomerId) => (await membership(store, runId)).get(who) ?? null
  /** The persona that most of a kind are in. */
  const usual = async (kind: number) => {
    const of = await membership(store, runId)
    const counts = new Map<string, number>()
    for (const who of population.people) if (population.kindOf.get(who) === kind) counts.set(of.get(who)!, (counts.get(of.get(who)!) ?? 0) + 1)
    return [...counts].sort(([, a], [, b]) => b - a)[0]![0]
  }

  beforeAll(async () => {
    store = await createTestStore()
    population = await fillShop(store, 60, 'between runs')
    runId = (await runBoth(store, UNTIL)).runId
    replacer = createReplacer(store, { clock: () => LATER, complain: (error) => errors.push(error), afterMs: 10 })
  })
  afterAll(async () => {
    await replacer.close()
    await store.close()
  })

  it('come into a persona when enough is known of them and they allow it', async () => {
    const [newcomer, silent] = [await addPerson(store, { country: 'DE', region: 'Berlin', city: 'Berlin' }), await addPerson(store, { country: 'DE', region: 'Berlin', city: 'Berlin' })]
    await say(store, [newcomer], PROFILING, true)
    await addEvents(store, [newcomer, silent].flatMap((who) => historyOf(who, 1, derive('newcomer', 'a'))))
    replacer.touch([newcomer, silent])
    await replacer.settled()
    expect(errors).toEqual([])
    expect(await personaOf(newcomer)).toBe(await usual(1))
    expect(await personaOf(silent)).toBeNull()
  })

  it('move when what they do is plainly somebody else’s, and it is written when', async () => {
    const who = population.people.find((each) => population.kindOf.get(each) === 0)!
    const before = await personaOf(who)
    expect(before).toBe(await usual(0))
    await addEvents(store, Array.from({ length: 12 }, (_, i) => historyOf(who, 2, derive('changed', String(i)), '2025-06-20', 14)).flat())
    replacer.touch([who])
    await replacer.settled()
    expect(await personaOf(who)).toBe(await usual(2))
    const [row] = await store.sql<{ assigned_at: Date }[]>`select assigned_at from persona_members where run_id = ${runId} and customer_id = ${who}`
    expect(row!.assigned_at).toEqual(LATER)
  })

  it('stay where they are when nothing new speaks against it', async () => {
    const some = population.people.slice(30, 60)
    const before = await membership(store, runId)
    replacer.touch(some)
    await replacer.settled()
    const after = await membership(store, runId)
    for (const who of some) expect(after.get(who)).toBe(before.get(who))
  })

  it('are left to the next run when putting them in place fails, which is told', async () => {
    const away = createReplacer(store, { clock: () => { throw new Error('no clock') }, complain: (error) => errors.push(error), afterMs: 1 })
    away.touch(population.people.slice(0, 3))
    await away.settled()
    await away.close()
    expect(errors).toEqual([expect.objectContaining({ message: 'no clock' })])
  })

  it('are not put back once they take back their yes', async () => {
    const who = population.people[5]!
    await store.sql`delete from persona_members where customer_id = ${who}`
    await say(store, [who], PROFILING, false, LATER)
    replacer.touch([who])
    await replacer.settled()
    expect(await personaOf(who)).toBeNull()
  })
})
