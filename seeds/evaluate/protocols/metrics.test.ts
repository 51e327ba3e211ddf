import { describe, expect, it } from 'vitest'
import peer from '../../../models/fixtures/rankingMetrics-ranx.json' with { type: 'json' }
import { PROTOCOLS } from '../protocols.ts'

/** What the fixture calls each metric of the protocols; the papers on sessions call a hit rate P. */
const named: { readonly [name: string]: string } = { recall: 'recall', ndcg: 'ndcg', hr: 'hitRate', p: 'hitRate', precision: 'precision', mrr: 'reciprocalRank', map: 'averagePrecision' }

describe.each(PROTOCOLS.map(({ name, metrics }) => ({ name, metrics })))(`$name: metrics on the same lists as ${peer.madeBy}`, ({ metrics }) => {
  it.each(Object.keys(metrics))('%s', (name) => {
    const [metric, cut] = name.split('@')
    for (const { ranked, relevant, expected } of peer.cases) {
      const value = new Map<string, number>(Object.entries(expected)).get(`${named[metric]}@${cut}`)
      expect(metrics[name](ranked, new Set(relevant))).toBeCloseTo(value ?? NaN, 9)
    }
  })
})
