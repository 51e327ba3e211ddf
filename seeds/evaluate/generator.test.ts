import { describe, expect, it } from 'vitest'
import { createRng } from '../../models/rng.ts'
import { contender, type Generator, type Scorer } from './generator.ts'
import { inOrder } from './read/sequences.ts'

type Settings = { readonly a: number; readonly b: number }

/** A generator whose first item is a function of its settings, so that a test can tell which settings are judged. */
const generator: Generator<Settings> = { fit: (_, { a, b }): Scorer => ({ score: () => null, otherwise: Int32Array.from([10 * a + b]) }) }
const train = inOrder([[0]], 1)
const given = { train, histories: train, now: 0 }

describe('contender', () => {
  it('asks one question after the other, each from the best answer so far', async () => {
    const seen: number[] = []
    const each = contender('test', generator, { start: { a: 1, b: 1 }, questions: [
      { name: 'a', answers: (s) => [2, 3].map((a) => ({ ...s, a })) },
      { name: 'b', answers: (s) => [5].map((b) => ({ ...s, b })) },
    ] })
    const chosen = await each.choose(given, () => createRng(1), ({ otherwise }) => { seen.push(otherwise[0]); return otherwise[0] === 21 ? 1 : 0 }, () => {})
    expect(each.trials).toBe(4)
    expect(seen).toEqual([11, 21, 31, 25])
    expect(chosen.settings).toEqual({ a: 2, b: 1 })
    expect(chosen.value).toBe(1)
    expect((await chosen.fit(given, createRng(1))).otherwise[0]).toBe(21)
  })

  it('keeps the earlier settings where nothing is better', async () => {
    const each = contender('test', generator, { start: { a: 1, b: 1 }, questions: [{ name: 'a', answers: (s) => [{ ...s, a: 2 }] }] })
    expect((await each.choose(given, () => createRng(1), () => 0.5, () => {})).settings).toEqual({ a: 1, b: 1 })
    // A validation cut with nobody in it says nothing.
    expect((await each.choose(given, () => createRng(1), () => NaN, () => {})).settings).toEqual({ a: 1, b: 1 })
  })

  it('leaves out what the plan of the budget does not afford, the start never', async () => {
    const seen: number[] = []
    const dear: Generator<Settings> = { ...generator, seconds: (_, { a }) => a }
    const each = contender('test', dear, { start: { a: 9, b: 1 }, questions: [{ name: 'a', answers: (s) => [2, 7, 3].map((a) => ({ ...s, a })) }] })
    const { tried, leftOut } = await each.choose(given, () => createRng(1), ({ otherwise }) => { seen.push(otherwise[0]); return 0 }, () => {}, { seconds: 14, cases: 1 })
    expect(seen).toEqual([91, 21, 31])
    expect([tried, leftOut]).toEqual([3, 1])
  })

  it('hands back the best as it was judged, where it is to be kept', async () => {
    const each = contender('test', generator, { start: { a: 1, b: 1 }, questions: [{ name: 'a', answers: (s) => [2, 3].map((a) => ({ ...s, a })) }] })
    const judge = ({ otherwise }: Scorer): number => (otherwise[0] === 21 ? 1 : 0)
    expect((await each.choose(given, () => createRng(1), judge, () => {}, { seconds: 9, cases: 1, keep: true })).scorer?.otherwise[0]).toBe(21)
    expect((await each.choose(given, () => createRng(1), judge, () => {})).scorer).toBeUndefined()
  })
})
