import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { createArena } from '../parallel/arena.ts'
import type { Arena } from '../parallel/arena.ts'
import { instantiate } from '../parallel/loadKernels.ts'
import { createRng } from '../rng.ts'
import { gemmScratchBytes } from './kernels.ts'
import type { Kernels } from './kernels.ts'
import { plainKernels } from './plain.ts'

setFlagsFromString('--experimental-wasm-relaxed-simd')
const rng = createRng(5)

type Bench = { readonly kernels: Kernels; readonly arena: Arena }

function fill(x: Float32Array): Float32Array {
  for (let k = 0; k < x.length; k++) x[k] = rng() - 0.5
  return x
}

const plain = (): Bench => {
  const arena = createArena()
  return { arena, kernels: plainKernels(arena.memory) }
}

describe('kernels by hand, in typed arrays', () => {
  it('multiplies 2 × 3 by 3 × 2 and adds to what is there', () => {
    const { arena, kernels } = plain()
    const a = arena.floats(6)
    a.set([1, 2, 3, 4, 5, 6])
    const b = arena.floats(6)
    b.set([1, 0, 0, 1, 1, 1])
    const c = arena.floats(4)
    c.set([100, 0, 0, 0])
    kernels.gemm(2, 2, 3, a.byteOffset, 3, 1, b.byteOffset, 2, 1, c.byteOffset, 2, 2, -1, arena.bytes(gemmScratchBytes))
    expect([...c]).toEqual([108, 10, 20, 22])
  })

  it('adds the normal equations of two entries', () => {
    const { arena, kernels } = plain()
    const floats = (values: readonly number[]): number => {
      const at = arena.floats(values.length)
      at.set(values)
      return at.byteOffset
    }
    const index = arena.ints(2)
    index.set([1, 0])
    const out = arena.floats(2)
    out.set([100, 0])
    const [values, others, gram, v] = [floats([2, 3]), floats([1, 0, 1, 1]), floats([1, 2, 2, 5]), floats([1, 10])]
    // G v = (21, 52), ridge v = (4, 40); entry (1, 1): 2 · (11 − 1) = 20 times it; entry (1, 0): 3 · (1 − 1) = 0.
    kernels.addNormal(2, 0, 2, index.byteOffset, values, others, gram, 4, v, -1, 1, out.byteOffset)
    expect([...out]).toEqual([100 - 21 - 4 - 20, -52 - 40 - 20])
  })

  it('selects by size or by value, skips one, breaks ties by number', () => {
    const { arena, kernels } = plain()
    const x = arena.floats(5)
    x.set([2, -3, 0, 2, 1])
    const ids = arena.ints(5)
    const values = arena.floats(5)
    const select = (skip: number, signed: number, k: number): number[] => {
      const n = kernels.selectTop(5, x.byteOffset, 1, 0, skip, signed, k, ids.byteOffset, values.byteOffset)
      return [...ids.subarray(0, n)].flatMap((id, place) => [id, values[place]])
    }
    expect(select(-1, 0, 3)).toEqual([1, -3, 0, 2, 3, 2])
    expect(select(0, 1, 5)).toEqual([3, 2, 4, 1])
  })
})

for (const file of ['kernels.wasm', 'kernels.relaxed.wasm']) {
  const at = new URL(`../../dist/${file}`, import.meta.url)
  describe.skipIf(!existsSync(at))(`${file} against typed arrays (after npm run build)`, () => {
    const arena = createArena()
    const fast = instantiate(readFileSync(at), arena.memory)
    const slow = plainKernels(arena.memory)

    /** Runs both on the same input; what they write to `out` must agree. */
    const both = (out: Float32Array | Int32Array, run: (kernels: Kernels) => void): void => {
      const before = out.slice()
      run(slow)
      const expected = out.slice()
      out.set(before)
      run(fast)
      for (let k = 0; k < out.length; k++) expect(out[k]).toBeCloseTo(expected[k], 4)
    }

    it.each([[1, 1], [4, 4], [7, 9], [64, 30]])('normal equations of %i dimensions, %i entries', (d, entries) => {
      arena.within(() => {
        const [values, others, half, v] = [entries, entries * d, d * d, d].map((n) => fill(arena.floats(n)))
        const gram = arena.floats(d * d)
        for (let j = 0; j < d; j++) for (let k = 0; k < d; k++) gram[j * d + k] = half[j * d + k] + half[k * d + j]
        const index = arena.ints(entries)
        for (let e = 0; e < entries; e++) index[e] = (7 * e) % entries
        const out = fill(arena.floats(d))
        const args = [index, values, others, gram].map(({ byteOffset }) => byteOffset)
        both(out, (kernels) => kernels.addNormal(d, 0, entries, args[0], args[1], args[2], args[3], 0.3, v.byteOffset, -1, 0.7, out.byteOffset))
      })
    })

    it.each([[1, 1, 1], [4, 8, 3], [5, 9, 7], [70, 530, 300], [3, 1000, 2], [66, 7, 513]])('gemm of %i × %i × %i, every layout', (m, n, k) => {
      arena.within(() => {
        const a = fill(arena.floats(m * k)).byteOffset
        const b = fill(arena.floats(k * n)).byteOffset
        const c = fill(arena.floats(m * n))
        const scratch = arena.bytes(gemmScratchBytes)
        both(c, (kernels) => kernels.gemm(m, n, k, a, k, 1, b, n, 1, c.byteOffset, n, 1, -1, scratch))
        both(c, (kernels) => kernels.gemm(m, n, k, a, 1, m, b, 1, k, c.byteOffset, n, -0.5, -1, scratch))
      })
    })

    it('gemm leaves at most the tiles on the border of the triangle', () => {
      arena.within(() => {
        const n = 100
        const a = fill(arena.floats(n * 20)).byteOffset
        const c = arena.floats(n * n).fill(0)
        fast.gemm(n, n, 20, a, 1, n, a, n, 1, c.byteOffset, n, 1, 0, arena.bytes(gemmScratchBytes))
        const upper = c.slice()
        c.fill(0)
        slow.gemm(n, n, 20, a, 1, n, a, n, 1, c.byteOffset, n, 1, -1, 0)
        for (let r = 0; r < n; r++) for (let s = 0; s < n; s++) if (s >= r) expect(upper[r * n + s]).toBeCloseTo(c[r * n + s], 4)
        expect(upper[90 * n]).toBe(0)
      })
    })

    it('packs and multiplies panels into blocks of 16 columns', () => {
      arena.within(() => {
        const [m, n, k] = [10, 37, 21]
        const a = fill(arena.floats(m * k)).byteOffset
        const b = fill(arena.floats(k * n)).byteOffset
        const left = arena.floats(12 * k)
        const right = arena.floats(40 * k)
        both(left, (kernels) => kernels.packRows(m, k, a, k, 1, 2, left.byteOffset))
        both(right, (kernels) => kernels.packColumns(k, n, b, n, 1, right.byteOffset))
        both(right, (kernels) => kernels.packColumns(k, n, b, 1, k, right.byteOffset))
        const c = fill(arena.floats(3 * 12 * 16))
        both(c, (kernels) => kernels.gemmPanels(3, 5, k, left.byteOffset, right.byteOffset, c.byteOffset, 12 * 64))
      })
    })

    it('multiplies sparse by dense', () => {
      arena.within(() => {
        const offsets = arena.ints(5)
        offsets.set([0, 3, 3, 4, 6])
        const index = arena.ints(6)
        index.set([0, 2, 5, 1, 5, 0])
        const values = fill(arena.floats(6))
        const x = fill(arena.floats(6 * 48))
        const y = fill(arena.floats(4 * 48))
        both(y, (kernels) => kernels.spmm(1, 4, offsets.byteOffset, index.byteOffset, values.byteOffset, x.byteOffset, 48, y.byteOffset))
      })
    })

    it.each([1, 7, 100, 400])('selects the best %i of 300 with ties, zeros and factors', (k) => {
      arena.within(() => {
        const x = fill(arena.floats(900))
        for (let j = 0; j < 900; j++) x[j] = Math.round(x[j] * 20)
        const scale = arena.floats(300).fill(2)
        const ids = arena.ints(k).fill(-1)
        const values = arena.floats(k).fill(0)
        for (const signed of [0, 1]) {
          for (const out of [ids, values]) both(out, (kernels) => kernels.selectTop(300, x.byteOffset, 3, scale.byteOffset, 5, signed, k, ids.byteOffset, values.byteOffset))
          both(ids, (kernels) => kernels.selectTop(300, x.byteOffset, 3, 0, -1, signed, k, ids.byteOffset, values.byteOffset))
        }
      })
    })

    it('scans rows for the largest products, exactly and in bytes', () => {
      arena.within(() => {
        const [n, d, k] = [500, 48, 20]
        const x = fill(arena.floats(n * d)).byteOffset
        const q = fill(arena.floats(d)).byteOffset
        const ids = arena.ints(k)
        const values = arena.floats(k)
        both(ids, (kernels) => kernels.scanDots(q, x, n, d, k, ids.byteOffset, values.byteOffset))
        const bytes = arena.bytes(n * d)
        const query = arena.bytes(2 * d)
        new Int8Array(arena.memory.buffer, bytes, n * d).forEach((_, at, all) => { all[at] = Math.floor(rng() * 255) - 127 })
        new Int16Array(arena.memory.buffer, query, d).forEach((_, at, all) => { all[at] = Math.floor(rng() * 8193) - 4096 })
        const scales = fill(arena.floats(n)).byteOffset
        both(ids, (kernels) => kernels.scanBytes(query, bytes, scales, n, d, k, ids.byteOffset, values.byteOffset))
      })
    })

    it.each([1, 4, 7, 64, 67])('dot and axpy of %i', (n) => {
      arena.within(() => {
        const x = fill(arena.floats(n)).byteOffset
        const y = fill(arena.floats(n))
        expect(fast.dot(x, y.byteOffset, n)).toBeCloseTo(slow.dot(x, y.byteOffset, n), 5)
        both(y, (kernels) => kernels.axpy(n, 0.7, x, y.byteOffset))
      })
    })
  })
}
