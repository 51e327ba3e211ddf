import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { packCentres, packedLength, partLength } from '../kmeans/clusterTask.ts'
import { createArena } from '../parallel/arena.ts'
import type { Arena } from '../parallel/arena.ts'
import { instantiate } from '../parallel/loadKernels.ts'
import { createRng } from '../rng.ts'
import type { Kernels } from './kernels.ts'
import { plainKernels } from './plain.ts'

setFlagsFromString('--experimental-wasm-relaxed-simd')

type Given = { readonly x: readonly number[]; readonly d: number; readonly centres: readonly number[]; readonly labels: readonly number[]; readonly weights: readonly number[] | null }

function passOver(arena: Arena, kernels: Kernels, { x, d, centres, labels, weights }: Given): { labels: number[]; squares: number[]; out: number[] } {
  return arena.within(() => {
    const k = centres.length / d
    const n = labels.length
    const place = (array: Float32Array | Float64Array | Int32Array, values: readonly number[]): number => {
      array.set(values)
      return array.byteOffset
    }
    const packed = arena.floats(packedLength(d, k))
    packCentres(Float64Array.from(centres), d, k, packed)
    const [at, own, squares, out] = [arena.floats(n * d), arena.ints(n), arena.floats(n), arena.doubles(partLength(d, k))]
    const weighed = weights === null ? 0 : place(arena.doubles(n), weights)
    kernels.clusterRows(0, n, d, k, place(at, x), weighed, packed.byteOffset, place(own, labels), squares.byteOffset, out.byteOffset)
    return { labels: [...own], squares: [...squares], out: [...out] }
  })
}

describe('a pass of k-means by hand, in typed arrays', () => {
  const arena = createArena()
  const kernels = plainKernels(arena.memory)

  it('adds up who came less who went, and all distances', () => {
    // 0 stays with centre 0, 4 goes from it to centre 5, 6 is new there.
    const { labels, squares, out } = passOver(arena, kernels, { x: [0, 4, 6], d: 1, centres: [1, 5], labels: [0, 0, -1], weights: null })
    expect(labels).toEqual([0, 1, 1])
    expect(squares).toEqual([1, 1, 1])
    expect(out).toEqual([-4, 4 + 6, -1, 2, 3, 2])
  })

  it('counts a row as often as its weight says', () => {
    expect(passOver(arena, kernels, { x: [0, 5], d: 1, centres: [1, 7], labels: [-1, -1], weights: [2, 0.5] }).out).toEqual([0, 2.5, 2, 0.5, 2 + 0.5 * 4, 2])
  })

  it('sends ties to the lower index', () => {
    expect(passOver(arena, kernels, { x: [0], d: 1, centres: [9, 1, -1], labels: [-1], weights: null }).labels).toEqual([1])
  })
})

for (const file of ['kernels.wasm', 'kernels.relaxed.wasm']) {
  const at = new URL(`../../dist/${file}`, import.meta.url)
  describe.skipIf(!existsSync(at))(`${file} against typed arrays (after npm run build)`, () => {
    const arena = createArena()
    const fast = instantiate(readFileSync(at), arena.memory)
    const slow = plainKernels(arena.memory)
    const rng = createRng(9)

    it.each([[1, 1, 1], [2, 4, 7], [7, 5, 6], [24, 8, 41], [3, 9, 5], [60, 20, 13]])('d = %i, k = %i, n = %i', (d, k, n) => {
      for (const weighed of [false, true]) {
        // On a grid, so that 32 bits hold every square exactly and ties are many.
        const whole = (size: number, most: number): number[] => Array.from({ length: size }, () => Math.floor(most * rng()))
        const given = {
          x: whole(n * d, 4), d, centres: whole(k * d, 4), labels: whole(n, k + 1).map((label) => label - 1), weights: weighed ? whole(n, 8).map((w) => (w + 1) / 4) : null,
        }
        expect(passOver(arena, fast, given)).toEqual(passOver(arena, slow, given))
      }
    })

    it('has no distance where a value is not a number', () => {
      for (const kernels of [fast, slow]) {
        expect(passOver(arena, kernels, { x: [1, NaN, 2, 2], d: 2, centres: [0, 0, 2, 2], labels: [0, 0], weights: null }).squares).toEqual([Infinity, 0])
      }
    })
  })
}
