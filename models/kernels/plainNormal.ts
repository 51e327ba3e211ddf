import type { Kernels } from './kernels.ts'
import type { Views } from './plainSelect.ts'

export function plainNormal(look: () => Views): Pick<Kernels, 'addNormal'> {
  return {
    addNormal: (d, from, to, index, values, others, gram, ridge, v, sign, target, out) => {
      const { f, i } = look()
      const [x, y] = [v >>> 2, out >>> 2]
      for (let j = 0; j < d; j++) {
        let sum = ridge * f[x + j]
        for (let k = 0, row = (gram >>> 2) + j * d; k < d; k++) sum += f[row + k] * f[x + k]
        f[y + j] += sign * sum
      }
      for (let e = from; e < to; e++) {
        const h = (others >>> 2) + i[(index >>> 2) + e] * d
        let product = -target
        for (let k = 0; k < d; k++) product += f[h + k] * f[x + k]
        const scaled = sign * f[(values >>> 2) + e] * product
        for (let k = 0; k < d; k++) f[y + k] += scaled * f[h + k]
      }
    },
  }
}
