import { clock, withStore } from '../cli/context.ts'
import { evaluateHillstrom } from './hillstrom/evaluateHillstrom.ts'
import { hillstromLines } from './hillstrom/lines.ts'
import { evaluateShop } from './shop.ts'
import { shopLines } from './shopLines.ts'
import type { Study } from './study.ts'

/** The database itself as the data: it needs no path. */
const shop: Study = {
  name: 'shop', help: null,
  run: async (_path, seed, progress) => {
    const evaluation = await withStore((store) => evaluateShop(store, seed, clock(), progress))
    return { value: evaluation, lines: () => shopLines(evaluation) }
  },
}

/** A randomised test of e-mails: uplift, not rankings. */
const hillstrom: Study = {
  name: 'hillstrom', help: 'the folder of hillstrom.csv (MineThatData e-mail analytics challenge, 2008)',
  run: async (path, seed, progress) => {
    const evaluation = await evaluateHillstrom(path, seed, progress)
    return { value: evaluation, lines: () => hillstromLines(evaluation) }
  },
}

export const STUDIES: readonly Study[] = [
  shop,
  hillstrom,
]
