import fc from 'fast-check'
import { expect, it } from 'vitest'
import { integer, shuffle } from '../../../../models/draws.ts'
import { createRng } from '../../../../models/rng.ts'
import { alignPairs, type Pairs } from './refine.ts'

/** Who met what at random, everybody something and everything somebody. */
function drawn(seed: number, people: number, items: number): Pairs {
  const rng = createRng(seed)
  const pairs = new Set<number>()
  for (let person = 0; person < people; person++) for (let n = 0; n <= integer(rng, items); n++) pairs.add(person * items + integer(rng, items))
  for (let item = 0; item < items; item++) pairs.add(integer(rng, people) * items + item)
  const rows = Int32Array.from(pairs)
  return { people, items, person: rows.map((row) => Math.floor(row / items)), item: rows.map((row) => row % items) }
}

it('finds every number again under other numbers and in another order of rows', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const a = drawn(seed, 40, 30)
    const rng = createRng(`${seed} renumbered`)
    const places = (n: number) => shuffle(rng, Int32Array.from({ length: n }, (_, i) => i))
    const [person, item, order] = [places(40), places(30), places(a.person.length)]
    const b: Pairs = { people: 40, items: 30, person: order.map((row) => person[a.person[row]]), item: order.map((row) => item[a.item[row]]) }
    expect(alignPairs(a, b)).toEqual({ person, item })
  }), { numRuns: 30, seed: 1 })
})

it('says nothing of who cannot be told apart, nor of other pairs', () => {
  const twins: Pairs = { people: 2, items: 1, person: Int32Array.of(0, 1), item: Int32Array.of(0, 0) }
  expect(alignPairs(twins, twins)).toBeNull()
  const a = drawn(3, 40, 30)
  expect(alignPairs(a, { ...a, item: a.item.map((item, row) => (row === 0 ? (item + 1) % 30 : item)) })).toBeNull()
  expect(alignPairs(a, drawn(3, 41, 30))).toBeNull()
})
