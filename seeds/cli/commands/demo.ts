import { failing } from '../../../engine/personas/life/checks.ts'
import { listPersonas, type Persona } from '../../../engine/personas/reading/readPersonas.ts'
import { changePersonaSettings } from '../../../engine/personas/settings.ts'
import { listRuns, type Run } from '../../../engine/jobs/runs.ts'
import { setTrainingSeconds } from '../../../engine/recommender/trainingBudget.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { putSegment } from '../../../engine/segments/putSegment.ts'
import { generateShop } from '../../shop/generate.ts'
import { loadShop } from '../../shop/load.ts'
import { recovery } from '../../shop/recovery.ts'
import { sensitiveTraits } from '../../shop/sensitive.ts'
import type { LotseCommand } from '../command.ts'
import { clock, peakMemoryMB, secondsSince, untilStopped, withStore } from '../context.ts'
import { demoKeys } from '../demoKeys.ts'
import { demoLines, type DemoSummary } from '../demoSummary.ts'
import type { Output } from '../output.ts'
import { demoShop, rememberDemo } from '../demoShop.ts'
import { publishPersonas } from '../publishPersonas.ts'
import { readWhole, runNow } from './run.ts'
import { serve } from './serve.ts'

const EVENTS_EXPECTED = 420_000
/** Somebody waits for the demo; a shop of one's own may take the default. */
const TRAINING_SECONDS = 2.5

/** Loads the shop into an empty database and lets the batch learn from it. */
async function prepare(store: Store, customers: number, output: Output): Promise<void> {
  const until = clock()
  const settings = { seed: 7, customers, until }
  const shop = generateShop(settings)
  const bar = output.bar('demo shop')
  const expected = EVENTS_EXPECTED * customers / 8000
  await loadShop(store, shop, clock, (events) => bar.update(Math.min(0.99, events / expected), `${events} events`))
  bar.stop()
  await putSegment(store, 'twice-in-half-a-year', {
    name: 'Bought twice in half a year', description: 'At least two orders in the last 180 days',
    rule: { type: 'count', event: { name: 'Order Completed' }, comparator: 'gte', value: 2, window: { days: 180 } },
  }, 'demo', clock())
  await changePersonaSettings(store, { sensitive: [...sensitiveTraits] }, 'demo', clock())
  await setTrainingSeconds(store, TRAINING_SECONDS, 'demo', clock())
  const run = await runNow(store, { job: 'all' }, output)
  await publishPersonas(store, clock())
  await rememberDemo(store, { ...settings, until: until.toISOString(), runId: run.runId })
}

async function summarise(store: Store, started: number): Promise<DemoSummary> {
  const known = await demoShop(store)
  const run: Run | undefined = (await listRuns(store, 20, null)).find((each) => each.runId === known?.runId)
  const personas: readonly Persona[] = await listPersonas(store, clock())
  const recommender = run?.steps.find((step) => step.job === 'recommender')
  const recovered = known === null ? null : await recovery(store, { ...known, until: new Date(known.until) })
  return {
    personas, adjustedRand: recovered?.adjustedRand ?? null, recovery: recovered,
    recommender: recommender?.summary ?? {}, jobs: run?.steps ?? [], seconds: secondsSince(started), peakMemoryMB: peakMemoryMB(),
  }
}

export const demoCommand: LotseCommand = {
  usage: 'demo',
  description: 'a shop to try it with: loads it once, runs the batch, prints what it learned, serves API and console',
  options: [['--exit', 'stop after the summary'], ['--customers <n>', 'size of the shop', '8000']],
  run: async (output, _given, options) => {
    const started = performance.now()
    const customers = readWhole(String(options.customers), '--customers')
    await withStore(async (store, config) => {
      if (await demoShop(store) === null) await prepare(store, customers, output)
      const summary = await summarise(store, started)
      const keys = await demoKeys(store, config, clock())
      const { personas, ...rest } = summary
      output.result({ ...rest, personas: personas.map(({ id, name, status, facts, checks }) => ({
        id, name, status, size: facts.size, share: facts.share, revenue: facts.revenue, stability: facts.stability.jaccard, failed: failing(checks).map(({ check }) => check),
      })) }, () => demoLines(summary))
      if (options.exit === true) return
      const serving = await serve(store, config, { worker: true })
      output.say(`\nAPI      ${serving.url}   docs ${serving.url}/docs\nConsole  ${serving.url}/console\n`)
      output.say(`Secret key       ${keys.secret}\nPublishable key  ${keys.publishable}\n`)
      output.say(`Try:  curl -s ${serving.url}/v1/decide -H "Authorization: Bearer ${keys.secret}" -H 'Content-Type: application/json' \\\n        -d '{"customer":{"userId":"u-000001"},"slots":[{"slot":"home_row","kind":"items","count":3}]}'`)
      await untilStopped()
      await serving.close()
    })
  },
}
