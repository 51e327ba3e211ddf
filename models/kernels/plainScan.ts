import { topN } from '../topN.ts'
import type { Kernels } from './kernels.ts'
import type { Views } from './plainSelect.ts'

export function plainScan(look: () => Views): Pick<Kernels, 'scanDots' | 'scanBytes'> {
  const keep = (scores: Float32Array, k: number, ids: number, values: number): number => {
    const { f, i } = look()
    const best = topN(scores, Int32Array.from(scores, (_, row) => row), k)
    i.set(best.items, ids >>> 2)
    f.set(best.scores, values >>> 2)
    return best.items.length
  }
  return {
    scanDots: (q, x, n, d, k, ids, values) => {
      const { f } = look()
      const scores = new Float32Array(n)
      for (let row = 0; row < n; row++) {
        let sum = 0
        for (let c = 0; c < d; c++) sum += f[(q >>> 2) + c] * f[(x >>> 2) + row * d + c]
        scores[row] = sum
      }
      return keep(scores, k, ids, values)
    },
    scanBytes: (q, x, scales, n, d, k, ids, values) => {
      const { f } = look()
      const bytes = new Int8Array(f.buffer)
      const query = new Int16Array(f.buffer)
      const scores = new Float32Array(n)
      for (let row = 0; row < n; row++) {
        let sum = 0
        for (let c = 0; c < d; c++) sum += query[(q >>> 1) + c] * bytes[x + row * d + c]
        scores[row] = Math.fround(sum) * f[(scales >>> 2) + row]
      }
      return keep(scores, k, ids, values)
    },
  }
}
