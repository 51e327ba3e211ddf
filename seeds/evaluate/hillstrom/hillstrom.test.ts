import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { armDifference } from '../../../models/uplift/trial.ts'
import { folderOf } from '../testing/folder.ts'
import { trialOf } from './chooseScorer.ts'
import { evaluateHillstrom } from './evaluateHillstrom.ts'
import { hillstromLines } from './lines.ts'
import { crossed, FEATURES, OUTCOMES, readHillstrom } from './read.ts'

const FOLDER = '../shared/data/hillstrom'
const HEADER = 'recency,history_segment,history,mens,womens,zip_code,newbie,channel,segment,visit,conversion,spend'

describe('readHillstrom', () => {
  it('reads arms, columns and outcomes', async () => {
    const folder = folderOf({ 'hillstrom.csv': `${HEADER}\n10,"2) $1,000 +",99,1,0,Rural,1,Web,Womens E-Mail,1,1,29.5\n6,x,0,0,1,Urban,0,Phone,No E-Mail,0,0,0\n` })
    const { rows, of } = await readHillstrom(folder)
    expect(rows).toBe(2)
    expect(of('Mens E-Mail').treated).toEqual(Uint8Array.from([0]))
    const { x, treated, outcomes } = of('Womens E-Mail')
    expect(treated).toEqual(Uint8Array.from([1, 0]))
    expect(Array.from(x.data.subarray(0, FEATURES.length))).toEqual([10, Math.fround(Math.log(100)), 1, 0, 0, 1, 1, 1, 0])
    expect(outcomes.spend).toEqual(Float64Array.from([29.5, 0]))
    expect(crossed(x).cols).toBe(FEATURES.length + 36 + 2)
  })
  it('names the line of what it cannot read', async () => {
    const row = '6,x,0,0,1,Urban,0,Phone,No E-Mail,0,0,0'
    await expect(readHillstrom(folderOf({ 'hillstrom.csv': `${HEADER}\n${row}\n${row.replace('No E-Mail', 'Letter')}\n` }))).rejects.toMatchObject({ code: 'arm_unknown', message: expect.stringContaining('line 3') })
    await expect(readHillstrom(folderOf({ 'hillstrom.csv': 'a,b\n1,2\n' }))).rejects.toMatchObject({ code: 'column_missing' })
    await expect(readHillstrom(folderOf({}))).rejects.toMatchObject({ code: 'file_missing' })
  })
})

describe('evaluateHillstrom', () => {
  it('repeats itself under a seed, on customers drawn here', async () => {
    const arms = ['Mens E-Mail', 'Womens E-Mail', 'No E-Mail']
    const lines = Array.from({ length: 900 }, (_, i) => {
      const visit = i % 7 < 3 || (i % 3 === 0 && i % 2 === 0) ? 1 : 0
      const conversion = visit === 1 && i % 5 === 0 ? 1 : 0
      return `${1 + (i % 12)},x,${30 + (i % 400)},${i % 2},${(i >> 1) % 2},${['Urban', 'Rural', 'Surburban'][i % 4 % 3]},${(i >> 2) % 2},${['Web', 'Phone', 'Multichannel'][(i >> 3) % 3]},${arms[i % 3]},${visit},${conversion},${conversion * 50}`
    })
    const folder = folderOf({ 'hillstrom.csv': `${HEADER}\n${lines.join('\n')}\n` })
    const first = await evaluateHillstrom(folder, 5, () => {})
    expect(await evaluateHillstrom(folder, 5, () => {})).toEqual(first)
    expect(first.arms.map(({ n, testN }) => [n, testN])).toEqual([[600, 300], [600, 300]])
    expect(hillstromLines(first).join('\n')).toContain('Mens E-Mail against none, n = 600')
  }, 60_000)
})

describe.skipIf(!existsSync(FOLDER))('published figures of the test (needs ../shared/data/hillstrom)', () => {
  it.each([{ arm: 'Mens E-Mail', n: 42_613, expected: [0.07659, 0.006805, 0.7698] }, { arm: 'Womens E-Mail', n: 42_693, expected: [0.04523, 0.003111, 0.4244] }] as const)('$arm: n, visits, conversions, spend', async ({ arm, n, expected }) => {
    const { rows, of } = await readHillstrom(FOLDER)
    const { treated, outcomes } = of(arm)
    expect([rows, treated.length]).toEqual([64_000, n])
    const everybody = Array.from(treated, (_, i) => i)
    OUTCOMES.forEach((outcome, k) => expect(armDifference(trialOf(treated, outcomes[outcome], everybody))?.difference).toBeCloseTo(expected[k], k === 2 ? 3 : 5))
  })
})
