import { topN } from '../topN.ts'
import type { Kernels } from './kernels.ts'
import type { Views } from './plainSelect.ts'

export function plainPairs(look: () => Views): Pick<Kernels, 'addPairs' | 'selectPairs'> {
  let d: Float64Array = new Float64Array(0)
  let scores = new Float32Array(0)
  const views = (): Views & { d: Float64Array } => {
    const { f, i } = look()
    if (d.buffer !== f.buffer) d = new Float64Array(f.buffer)
    return { f, i, d }
  }
  return {
    addPairs: (first, last, spans, factors, ats, histories, times, closeness, steps, perMs, floor, cells, touched) => {
      const { f, i, d } = views()
      const [span, factorAt, at, near, to] = [spans >>> 2, factors >>> 3, ats >>> 3, closeness >>> 3, touched >>> 2]
      let size = 0
      for (let e = first; e < last; e++) {
        const factor = d[factorAt + e]
        for (let k = i[span + 2 * e], end = i[span + 2 * e + 1]; k < end; k++) {
          const entry = (histories >>> 2) + 2 * k
          const item = i[entry]
          const cell = (cells >>> 2) + 4 * item
          if (i[cell + 2]++ === 0) i[to + size++] = item
          let value = factor * f[entry + 1]
          if (times !== 0) {
            const step = Math.abs(d[at + e] - d[(times >>> 3) + k]) * perMs + 0.5
            value *= step < steps ? d[near + (step | 0)] : floor
          }
          d[cell >>> 1] += value
        }
      }
      return size
    },
    selectPairs: (size, touched, cells, item, own, row, columns, shrinkage, k, ids, values) => {
      const { f, i, d } = views()
      const candidates = new Int32Array(size)
      let positive = 0
      for (let place = 0; place < size; place++) {
        const j = i[(touched >>> 2) + place]
        const cell = (cells >>> 2) + 4 * j
        const n = i[cell + 2]
        if (j >= scores.length) scores = grown(scores, 2 * (j + 1))
        scores[j] = ((j === item ? own : 1) * row * d[(columns >>> 3) + j] * d[cell >>> 1] * n) / (n + shrinkage)
        d[cell >>> 1] = 0
        i[cell + 2] = 0
        if (scores[j] > 0) candidates[positive++] = j
      }
      const best = topN(scores, candidates.subarray(0, positive), k)
      i.set(best.items, ids >>> 2)
      f.set(best.scores, values >>> 2)
      return best.items.length
    },
  }
}

function grown(array: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const next = new Float32Array(length)
  next.set(array)
  return next
}
