import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { createArena } from '../parallel/arena.ts'
import { instantiate } from '../parallel/loadKernels.ts'
import { createRng } from '../rng.ts'
import type { Kernels } from './kernels.ts'
import { plainKernels } from './plain.ts'

setFlagsFromString('--experimental-wasm-relaxed-simd')
const rng = createRng(6)

function fill(x: Float32Array): Float32Array {
  for (let k = 0; k < x.length; k++) x[k] = rng() - 0.5
  return x
}

function drawn(x: Float64Array): number {
  for (let k = 0; k < x.length; k++) x[k] = rng()
  return x.byteOffset
}

for (const file of ['kernels.wasm', 'kernels.relaxed.wasm']) {
  const at = new URL(`../../dist/${file}`, import.meta.url)
  describe.skipIf(!existsSync(at))(`${file} against typed arrays (after npm run build)`, () => {
    const arena = createArena()
    const fast = instantiate(readFileSync(at), arena.memory)
    const slow = plainKernels(arena.memory)

    it.each([['without times', false, 3], ['by nearness in time', true, 40]] as const)('adds and selects pairs %s, to the bit', (_name, timed, k) => {
      arena.within(() => {
        const [items, entries, length] = [40, 30, 5]
        const holders = arena.doubles(3 * entries)
        drawn(holders)
        const spans = new Int32Array(holders.buffer, holders.byteOffset, 6 * entries)
        for (let e = 0; e < entries; e++) spans.set([length * e, length * (e + 1)], 6 * e)
        const histories = fill(arena.floats(2 * length * entries))
        const numbers = new Int32Array(histories.buffer, histories.byteOffset, histories.length)
        for (let entry = 0; entry < histories.length; entry += 2) numbers[entry] = Math.floor(items * rng())
        const [times, closeness, columns] = [length * entries, 8, items].map((n) => drawn(arena.doubles(n)))
        const [cells, touched, ids, values] = [arena.ints(4 * items).fill(0), arena.ints(items + 1), arena.ints(k), arena.floats(k)]
        const run = (kernels: Kernels) => {
          const size = kernels.addPairs(2, entries, holders.byteOffset, histories.byteOffset, timed ? times : 0, closeness, 8, 9, 0.1, cells.byteOffset, touched.byteOffset)
          const kept = kernels.selectPairs(size, touched.byteOffset, cells.byteOffset, 7, 3, 0.7, columns, 2, k, ids.byteOffset, values.byteOffset)
          expect(cells.every((word) => word === 0)).toBe(true)
          return [size, [...ids.subarray(0, kept)], [...values.subarray(0, kept)]]
        }
        expect(run(fast)).toEqual(run(slow))
      })
    })

    it.each([0, 0.4])('adds and selects steps, backward %d, to the bit', (backward) => {
      arena.within(() => {
        const [items, length, k] = [30, 50, 20]
        const spans = arena.ints(3 * length)
        for (let e = 0; e < length; e++) spans.set([e, backward > 0 ? Math.max(0, e - 4) : e, Math.min(length, e + 5)], 3 * e)
        const events = fill(arena.floats(4 * length))
        const numbers = new Int32Array(events.buffer, events.byteOffset, events.length)
        for (let at = 0; at < numbers.length; at += 4) numbers[at] = Math.floor((items - 1) * rng())
        const [closeness, columns] = [5, items].map((n) => drawn(arena.doubles(n)))
        const [cells, touched, ids, values] = [arena.ints(4 * items).fill(0), arena.ints(items + 1), arena.ints(k), arena.floats(k)]
        const run = (kernels: Kernels, item: number) => {
          const size = kernels.addSteps(0, length, spans.byteOffset, events.byteOffset, closeness, backward, cells.byteOffset, touched.byteOffset)
          const kept = kernels.selectSteps(size, touched.byteOffset, cells.byteOffset, item, 0.2, 0.7, columns, 2, k, ids.byteOffset, values.byteOffset)
          expect(cells.every((word) => word === 0)).toBe(true)
          return [size, [...ids.subarray(0, kept)], [...values.subarray(0, kept)]]
        }
        expect(run(fast, 7)).toEqual(run(slow, 7))
        // One that none of the events names.
        expect(run(fast, items - 1)).toEqual(run(slow, items - 1))
      })
    })
  })
}
