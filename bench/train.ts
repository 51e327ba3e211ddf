import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { admitPopulation } from '../engine/consent/population.ts'
import { newId, type RunId } from '../engine/ids.ts'
import { readInteractions } from '../engine/recommender/readInteractions.ts'
import { trainRecommender } from '../engine/recommender/trainRecommender.ts'
import type { ShopSize } from './support/drawShop.ts'
import { preparedShop, UNTIL } from './support/preparedShop.ts'

/**
 * Learning from a drawn shop in PostgreSQL, step by step as the job does it: who may be learned from, reading, choosing, judging, keeping.
 * The shop is loaded once into --data. Seconds on the wall, CPU of this process beside them.
 */
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' }, items: { type: 'string', default: '20000' }, events: { type: 'string', default: '5000000' },
    data: { type: 'string' }, seed: { type: 'string', default: '1' }, read: { type: 'boolean', default: false },
  },
})
const size: ShopSize = { customers: Number(values.customers), items: Number(values.items), events: Number(values.events) }

type Phase = { readonly phase: string; readonly seconds: number; readonly cpu: number }

/** Seconds between calls, each booked under what was said at the call before. */
function stopwatch(): { turn: (next: string) => void; phases: () => Phase[] } {
  const spent = new Map<string, { wall: number; cpu: number }>()
  let [name, since, cpu] = ['', performance.now(), process.cpuUsage()]
  return {
    turn: (next) => {
      const used = process.cpuUsage(cpu)
      const before = spent.get(name) ?? { wall: 0, cpu: 0 }
      if (name !== '') spent.set(name, { wall: before.wall + performance.now() - since, cpu: before.cpu + (used.user + used.system) / 1000 })
      ;[name, since, cpu] = [next, performance.now(), process.cpuUsage()]
    },
    phases: () => [...spent].map(([phase, { wall, cpu: millis }]) => ({ phase, seconds: round(wall / 1000), cpu: round(millis / 1000) })),
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

const store = await preparedShop(size, values.data)
try {
  const watch = stopwatch()
  const runId = newId<RunId>(UNTIL)
  watch.turn('admitting')
  const permit = await admitPopulation(store, runId, 'train_ai_system', UNTIL)
  if (values.read) {
    watch.turn('reading alone')
    const { rows } = await readInteractions(store, permit, { from: null, to: UNTIL })
    console.log(`${rows.item.length} rows`)
  } else {
    const summary = await trainRecommender(store, { runId, permit, asOf: UNTIL, seed: Number(values.seed), now: UNTIL, progress: (_share, words) => watch.turn(words === 'done' ? '' : words) })
    const { people, items, interactions, popularity, lists, ranker, served, published, why } = summary
    console.log(JSON.stringify({ people, items, interactions, popularity, lists, ranker, served, published, why }))
  }
  watch.turn('')
  const phases = watch.phases()
  console.table(phases)
  const seconds = round(phases.reduce((sum, phase) => sum + phase.seconds, 0))
  console.log(JSON.stringify({ bench: 'train', ...size, seconds, peakMb: Math.round(process.resourceUsage().maxRSS / 1024), phases, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', node: process.version }))
} finally {
  await store.close()
}
