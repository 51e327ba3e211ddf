import { readWhole } from '../cli/commands/run.ts'
import { clock, withStore } from '../cli/context.ts'
import { evaluateCdnow } from './cdnow/evaluateCdnow.ts'
import { cdnowLines } from './cdnow/lines.ts'
import { evaluateHillstrom } from './hillstrom/evaluateHillstrom.ts'
import { hillstromLines } from './hillstrom/lines.ts'
import { evaluatePersonaLife } from './personaLife/evaluatePersonaLife.ts'
import { personaLifeLines } from './personaLife/lines.ts'
import { withThrowawayStore } from './throwawayStore.ts'
import { personas } from './personas/study.ts'
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

/** What customers will buy and are worth, beside the figures published on the same data. */
const cdnow: Study = {
  name: 'cdnow', help: 'the folder of CDNOW_sample.txt (Fader & Hardie)',
  run: async (path) => {
    const evaluation = await evaluateCdnow(path)
    return { value: evaluation, lines: () => cdnowLines(evaluation) }
  },
}

const LIFE_CUSTOMERS = 8000

/** The demo shop over months in which customers change: do personas keep who they are? */
const personaLife: Study = {
  name: 'persona-life', help: `how many customers the shop has (${LIFE_CUSTOMERS})`, optional: true, seeds: [7, 11, 23],
  run: async (path, seed, progress) => {
    const customers = path === '' ? LIFE_CUSTOMERS : readWhole(path, 'persona-life')
    const life = await withThrowawayStore((store) => evaluatePersonaLife(store, customers, seed, progress))
    return { value: life, lines: () => personaLifeLines(life) }
  },
}

export const STUDIES: readonly Study[] = [
  shop,
  hillstrom,
  cdnow,
  personaLife,
  personas,
]
