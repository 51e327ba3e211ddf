import type { RunStep } from '../../engine/jobs/runs.ts'
import type { Persona } from '../../engine/personas/reading/readPersonas.ts'
import type { Recovery } from '../shop/recovery.ts'

export type DemoSummary = {
  readonly personas: readonly Persona[]
  readonly adjustedRand: Recovery['adjustedRand'] | null
  readonly recovery: Recovery | null
  readonly recommender: RunStep['summary']
  readonly jobs: readonly RunStep[]
  readonly seconds: number
  readonly peakMemoryMB: number
}

type Interval = { readonly mean: number; readonly low: number; readonly high: number }

const percent = (share: number | null | undefined) => share === null || share === undefined ? '–' : `${(share * 100).toFixed(1)} %`

function figure(value: unknown): string {
  const { mean, low, high } = (value ?? {}) as Partial<Interval>
  return mean === undefined || low === undefined || high === undefined ? '–' : `${mean.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`
}

function personaLines(personas: readonly Persona[]): string[] {
  return personas.flatMap(({ name, description, status, facts }) => [
    `  ${name} (${status.replace('_', ' ')}; bootstrap Jaccard ${facts.stability.jaccard === null ? 'not measured' : facts.stability.jaccard.toFixed(2)})`,
    `    ${facts.size} people (${percent(facts.share)}), ${facts.revenue === null ? 'no revenue known' : `${Math.round(facts.revenue.perCustomer)} ${facts.revenue.currency ?? ''} a head, ${percent(facts.revenue.share)} of revenue`}`,
    `    ${description}`,
  ])
}

function recommenderLines(found: RunStep['summary']): string[] {
  const row = (title: string, estimate: unknown) => {
    const { 'hr@20': hr, 'ndcg@20': ndcg } = (estimate ?? {}) as { 'hr@20'?: unknown; 'ndcg@20'?: unknown }
    return estimate === null || estimate === undefined ? [] : [`  ${title.padEnd(12)} HR@20 ${figure(hr)}   NDCG@20 ${figure(ndcg)}`]
  }
  const n = (found.popularity as { n?: number } | undefined)?.n
  const why = Array.isArray(found.why) ? found.why.map((line) => `  ${String(line)}`) : []
  return [
    ...row('popularity', found.popularity), ...row('lists', found.lists), ...row('ranker', found.ranker),
    `  n = ${n ?? '–'} customers of the last part by time; 95 % bootstrap intervals; served: ${String(found.served ?? 'nothing')}; ${String((found.gate as { reason?: string } | undefined)?.reason ?? '')}`,
    ...why,
  ]
}

/** What the demo learned, for a person to read. */
export function demoLines(summary: DemoSummary): string[] {
  return [
    '', 'Personas', ...personaLines(summary.personas),
    summary.recovery === null ? '' : `  Adjusted Rand index with the personas the shop was drawn from: ${summary.recovery.adjustedRand.toFixed(3)} over ${summary.recovery.people} people. They are scored with, never fitted to; the generator draws them to stand out, so this says nothing about real customers.`,
    '', 'Recommender', ...recommenderLines(summary.recommender),
    '', `Jobs: ${summary.jobs.map((step) => `${step.job} ${step.seconds.toFixed(1)} s`).join(', ')}`,
    `${summary.seconds.toFixed(1)} s in all, peak memory ${summary.peakMemoryMB} MB (this process)`,
  ]
}
