/** Whatever a split looks like: people without training items, items of the test alone, empty lines, further columns, an item named twice. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { integer } from '../../../models/draws.ts'
import { createRng, type Rng } from '../../../models/rng.ts'
import { evaluate } from '../evaluate.ts'
import type { Protocol } from '../protocol.ts'
import { folderOf } from '../testing/folder.ts'
import { gowalla } from './gowalla.ts'
import { leaveOneOut } from './leaveOneOut.ts'
import { msrec } from './msrec.ts'
import { ncf } from './ncf.ts'
import { retailrocket } from './retailrocket.ts'
import { sessions } from './sessions.ts'

const users = 30
const items = 25
const draw = (rng: Rng, n: number): number[] => Array.from({ length: n }, () => integer(rng, items))
const perUser = (line: (user: number) => string): string => Array.from({ length: users }, (_, user) => line(user)).join('\n')

/** Users new 1 and new 2 and the item 999 are in the test alone. */
function filesOf(rng: Rng): { readonly protocol: Protocol; readonly files: { readonly [name: string]: string }; readonly at: string }[] {
  const lists = (least: number): string => perUser((user) => `${user} ${draw(rng, least + integer(rng, 8)).join(' ')}`)
  const rated = (rows: number): string => perUser((user) => draw(rng, rows).map((item) => `${user}\t${item}\t${1 + integer(rng, 5)}\t${integer(rng, 1e6)}`).join('\n'))
  const actions = (rows: number): string => perUser((user) => draw(rng, rows).map((item) => `${user}\t${item}\t${integer(rng, 1e6)}`).join('\n'))
  const known = Array.from({ length: users }, (_, user) => [user, draw(rng, 5)] as const)
  return [
    { protocol: gowalla, at: '.', files: { 'train.txt': `\n${lists(1)}\n77\n\n`, 'test.txt': `${lists(0)}\nnew1 1 999\n0 3 3\n` } },
    { protocol: msrec, at: '.', files: { 'msrec_train.tsv': rated(6), 'msrec_test.tsv': `${rated(2)}\nnew1\t1\t5\t2000000\n1\t999\t3\t2000000\n` } },
    {
      protocol: ncf, at: '.',
      files: {
        'train.rating': rated(5),
        'test.rating': `${known.map(([user, [item]]) => `${user}\t${item}\t4\t99`).join('\n')}\n\nnew1\t999\t4\t99\n`,
        // Negatives that repeat, and that name the wanted item itself.
        'test.negative': `${known.map(([user, [item, ...others]]) => `(${user},${item})\t${[...others, others[0], item].join('\t')}`).join('\n')}\n(new1,999)\t1\t2\n`,
      },
    },
    { protocol: leaveOneOut, at: 'a.txt', files: { 'a.txt': `${lists(1)}\n\nnew1 999\n` } },
    { protocol: sessions, at: '.', files: { 'all_train_seq.txt': `${perUser(() => draw(rng, 1 + integer(rng, 6)).join(' '))}\n\n`, 'test_prefix_target.txt': `1 2\t3\n999\t1\n4\t998\n` } },
    { protocol: retailrocket, at: '.', files: { 'train_view.tsv': actions(5), 'train_cart.tsv': actions(1), 'train_buy.tsv': actions(2), 'test.tsv': `${perUser((user) => `${user}\t${integer(rng, items)}`)}\nnew1\t999\n` } },
  ]
}

describe.each([1, 2])('layouts drawn by %i', (seed) => {
  it.each(filesOf(createRng(seed)))('$protocol.name comes to the end', async ({ protocol, files, at }) => {
    const { result, baselines, chosen, validation } = await evaluate(protocol, path.join(folderOf(files), at), seed, () => {})
    expect(result.n).toBeGreaterThan(0)
    expect(Object.keys(validation.reached)).toContain(chosen)
    for (const figures of [result, ...Object.values(baselines)]) {
      for (const metric of Object.keys(protocol.metrics)) {
        expect(figures[metric]).toBeGreaterThanOrEqual(0)
        expect(figures[metric]).toBeLessThanOrEqual(1)
      }
    }
  }, 60_000)
})
