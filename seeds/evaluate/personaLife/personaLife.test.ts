import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunId } from '../../../engine/ids.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { createTestStore } from '../../../engine/store/testing/testStore.ts'
import { evaluatePersonaLife, type PersonaLife } from './evaluatePersonaLife.ts'
import { personaLifeLines } from './lines.ts'
import { compareRuns } from './repeat.ts'
import { withThrowawayStore } from '../throwawayStore.ts'

const CUSTOMERS = 300

describe('lotse evaluate persona-life', { timeout: 120_000 }, () => {
  let store: Store
  let life: PersonaLife
  beforeAll(async () => {
    store = await createTestStore()
    life = await evaluatePersonaLife(store, CUSTOMERS, 5, () => {})
  }, 120_000)
  afterAll(() => store.close())

  it('follows the personas over four runs a month apart, each over the people known by then', async () => {
    expect(life.months.map(({ asOf }) => asOf.slice(0, 10))).toEqual(['2025-10-01', '2025-11-01', '2025-12-01', '2026-01-01'])
    const [first, ...later] = life.months
    expect(first!.personas.every(({ became, status, jaccard }) => became === 'born' && status === 'draft' && jaccard === null)).toBe(true)
    expect([first!.sinceFirst.changed.people, first!.sinceFirst.same.moved]).toEqual([0, 0])
    for (const { n, undetermined, k, personas, sinceFirst } of later) {
      expect(n).toBeGreaterThan(0.7 * CUSTOMERS)
      expect(personas.reduce((sum, { size }) => sum + size, undetermined)).toBe(n)
      expect(personas.length).toBe(k)
      expect(sinceFirst.changed.moved).toBeLessThanOrEqual(sinceFirst.changed.people)
      for (const { became, jaccard } of personas) if (became === 'continued') expect(jaccard).toBeGreaterThanOrEqual(0.5)
    }
    expect(later[2]!.sinceFirst.changed.people).toBeGreaterThan(later[0]!.sinceFirst.changed.people)
    const [{ events }] = await store.sql<{ events: number }[]>`select count(*)::int events from events`
    expect(life.data.events).toBe(events)
  })

  it('publishes what passes its checks, and counts what later runs found again', () => {
    const ids = life.months[0]!.personas.map(({ id }) => id)
    const lives = life.months.slice(1).map(({ personas }) => new Map(personas.map(({ id, status }) => [id, status])))
    for (const statusOf of lives) for (const [id, status] of statusOf) expect(ids.includes(id) ? ['published', 'in_review'] : ['draft']).toContain(status)
    // In so small a shop a group may have fewer people than approval asks for; it waits in review.
    const published = ids.filter((id) => lives.some((statusOf) => statusOf.get(id) === 'published'))
    expect(life.published).toBeGreaterThanOrEqual(published.length)
    expect(life.kept).toBe(published.filter((id) => lives.every((statusOf) => statusOf.has(id))).length)
  })

  it('finds that a run repeated gives the same to the bit, and that another does not', async () => {
    expect(life.repeated).toEqual({ identical: true, members: life.months[0]!.n, differing: { members: 0, profiles: 0, runs: 0 } })
    const [first, , third] = await store.sql<{ id: RunId }[]>`select run_id id from persona_runs order by completed_at, run_id limit 3`
    const { identical, differing } = await compareRuns(store, first!.id, third!.id)
    expect(identical).toBe(false)
    expect(Math.min(differing.members, differing.profiles, differing.runs)).toBeGreaterThan(0)
  })

  it('reads in lines', () => {
    const text = personaLifeLines(life).join('\n')
    for (const words of ['seed 5: 300 customers', 'month 3, 2026-01-01', 'of the movers had changed', 'month 0 gave the same to the bit']) expect(text).toContain(words)
    expect(text).not.toMatch(/NaN|undefined|null/)
  })
})

describe('a database for one study', () => {
  it('is gone afterwards, also when the work failed', async () => {
    let folder = ''
    const work = withThrowawayStore(async ({ connection }) => {
      if ('host' in connection) folder = connection.host
      expect(existsSync(folder)).toBe(true)
      throw new Error('stop here')
    })
    await expect(work).rejects.toThrow('stop here')
    expect([folder === '', existsSync(folder)]).toEqual([false, false])
  })
})
