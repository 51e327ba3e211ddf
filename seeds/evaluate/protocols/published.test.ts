/** Popularity as others have published it for the same files: what is read, masked and measured here is what they measured. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createRng } from '../../../models/rng.ts'
import { meanOfValues } from '../figures.ts'
import { popular } from '../generators/popular.ts'
import { judge } from '../judge.ts'
import type { Given } from '../problem.ts'
import type { Protocol } from '../protocol.ts'
import { inOrder } from '../read/sequences.ts'
import { gowalla } from './gowalla.ts'
import { leaveOneOut } from './leaveOneOut.ts'
import { ncf } from './ncf.ts'
import { sessions } from './sessions.ts'

const at = (name: string) => fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url))
const here = (name: string) => existsSync(at(name))

async function popularity(protocol: Protocol, path: string, change: (given: Given) => Given = (given) => given): Promise<{ [metric: string]: number }> {
  const { test } = await protocol.load(path, () => {}, 1)
  const scorer = await popular.fit(change(test.given), { behaviours: [1], halfLifeDays: null }, createRng(1))
  return Object.fromEntries(Object.entries(judge(test.cases, scorer, protocol.metrics, protocol.depth)).map(([name, values]) => [name, meanOfValues(values)]))
}

// Each is skipped where the public data set is not beside the project.
describe('popularity beside published figures', () => {
  it.skipIf(!here('ml-1m-ncf'))('MovieLens-1M of NCF: TopPop of Ferrari Dacrema et al. 2019, HR@10 .4531, NDCG@10 .2542', async () => {
    const found = await popularity(ncf, at('ml-1m-ncf'))
    // Ties may fall either way: within one in a thousand.
    expect(Math.abs(found['hr@10'] - 0.4531)).toBeLessThan(0.001)
    expect(Math.abs(found['ndcg@10'] - 0.2542)).toBeLessThan(0.001)
  }, 20_000)

  it.skipIf(!here('amazon-beauty/Beauty.txt'))('Amazon Beauty: training popularity with seen items removed, HR@10 .0115', async () => {
    expect((await popularity(leaveOneOut, at('amazon-beauty/Beauty.txt')))['hr@10']).toBeCloseTo(0.0115, 4)
  }, 20_000)

  it.skipIf(!here('diginetica'))('Diginetica: popularity of next items, P@20 .81 %, MRR@20 .22 %', async () => {
    // Published counts are of the items to be guessed, so the first click of a session does not count.
    const found = await popularity(sessions, at('diginetica'), (given) => ({ ...given, train: withoutFirst(given.train) }))
    expect(found['p@20']).toBeCloseTo(0.0081, 4)
    expect(found['mrr@20']).toBeCloseTo(0.0022, 4)
  }, 20_000)

  it.skipIf(!here('gowalla'))('Gowalla: the sizes of the LightGCN split', async () => {
    const { counts, test } = await gowalla.load(at('gowalla'), () => {}, 1)
    expect(counts).toEqual({ users: 29_858, items: 40_981, train: 810_128, test: 217_242 })
    expect(test.cases.customers.length).toBe(29_858)
  }, 20_000)
})

function withoutFirst(x: Given['train']): Given['train'] {
  const sequences: number[][] = Array.from({ length: x.customers }, () => [])
  for (let row = 0; row < x.customer.length; row++) sequences[x.customer[row]].push(x.item[row])
  return inOrder(sequences.map((sequence) => sequence.slice(1)), x.items)
}
