import { topN } from '../topN.ts'
import type { Kernels } from './kernels.ts'

export type Views = { readonly f: Float32Array; readonly i: Int32Array }

export function plainSelect(look: () => Views): Pick<Kernels, 'selectTop'> {
  return {
    selectTop: (n, x, stride, factors, skip, signed, k, ids, values) => {
      const { f, i } = look()
      const products = new Float32Array(n)
      const keys = new Float32Array(n)
      const candidates = new Int32Array(n)
      let count = 0
      for (let j = 0; j < n; j++) {
        products[j] = f[(x >>> 2) + j * stride] * (factors === 0 ? 1 : f[(factors >>> 2) + j])
        keys[j] = signed === 1 ? products[j] : Math.abs(products[j])
        if (keys[j] > 0 && j !== skip) candidates[count++] = j
      }
      const best = topN(keys, candidates.subarray(0, count), k).items
      i.set(best, ids >>> 2)
      f.set(best.length === 0 ? [] : Float32Array.from(best, (j) => products[j]), values >>> 2)
      return best.length
    },
  }
}
