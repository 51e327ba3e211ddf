import type { Kernels } from './kernels.ts'
import type { Views } from './plainSelect.ts'

export function plainCluster(look: () => Views): Pick<Kernels, 'clusterRows'> {
  return {
    clusterRows: (lo, hi, d, k, x, weights, centres, labels, squares, out) => {
      const { f, i } = look()
      const doubles = new Float64Array(f.buffer)
      const sums = out >>> 3
      const sizes = sums + k * d
      doubles.fill(0, sums, sizes + k + 2)
      const add = (row: number, weight: number, label: number): void => {
        doubles[sizes + label] += weight
        for (let j = 0; j < d; j++) doubles[sums + label * d + j] += weight * f[(x >>> 2) + row * d + j]
      }
      for (let row = lo; row < hi; row++) {
        let label = 0
        let least = Infinity
        for (let c = 0; c < k; c++) {
          // The block of eight or four that c lies in, and its lane there.
          const first = c & ~7
          const width = k - first > 4 ? 8 : 4
          const at = (centres >>> 2) + first * d + (c - first)
          let square = 0
          for (let j = 0; j < d; j++) square += (f[(x >>> 2) + row * d + j] - f[at + j * width]) ** 2
          if (square < least) [label, least] = [c, square]
        }
        const weight = weights === 0 ? 1 : doubles[(weights >>> 3) + row]
        const before = i[(labels >>> 2) + row]
        if (squares !== 0) f[(squares >>> 2) + row] = least
        doubles[sizes + k] += weight * least
        if (before === label) continue
        doubles[sizes + k + 1]++
        i[(labels >>> 2) + row] = label
        add(row, weight, label)
        if (before >= 0) add(row, -weight, before)
      }
    },
  }
}
