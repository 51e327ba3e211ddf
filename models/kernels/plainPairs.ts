import { topN } from '../topN.ts'
import type { Kernels, SelectCells } from './kernels.ts'
import type { Views } from './plainSelect.ts'

export function plainPairs(look: () => Views): Pick<Kernels, 'addPairs' | 'addSteps' | 'selectPairs' | 'selectSteps'> {
  let d: Float64Array = new Float64Array(0)
  let scores = new Float32Array(0)
  const views = (): Views & { d: Float64Array } => {
    const { f, i } = look()
    if (d.buffer !== f.buffer) d = new Float64Array(f.buffer)
    return { f, i, d }
  }
  const select = (scoreOf: (own: number, row: number, column: number, sum: number, n: number, shrinkage: number) => number, neutral: number): SelectCells =>
    (size, touched, cells, item, own, row, columns, shrinkage, k, ids, values) => {
      const { f, i, d } = views()
      const candidates = new Int32Array(size)
      let positive = 0
      for (let place = 0; place < size; place++) {
        const j = i[(touched >>> 2) + place]
        const cell = (cells >>> 2) + 4 * j
        if (j >= scores.length) scores = grown(scores, 2 * (j + 1))
        scores[j] = scoreOf(j === item ? own : neutral, row, d[(columns >>> 3) + j], d[cell >>> 1], i[cell + 2], shrinkage)
        d[cell >>> 1] = 0
        i[cell + 2] = 0
        if (scores[j] > 0) candidates[positive++] = j
      }
      const best = topN(scores, candidates.subarray(0, positive), k)
      i.set(best.items, ids >>> 2)
      f.set(best.scores, values >>> 2)
      return best.items.length
    }
  const pairs = select((own, row, column, sum, n, shrinkage) => (own * row * column * sum * n) / (n + shrinkage), 1)
  const steps = select((own, row, column, sum, n, shrinkage) => row * column * ((n === 0 ? 0 : (sum * n) / (n + shrinkage)) + own), 0)
  return {
    addPairs: (first, last, holders, histories, times, closeness, steps, perMs, floor, cells, touched) => {
      const { f, i, d } = views()
      const [near, to] = [closeness >>> 3, touched >>> 2]
      let size = 0
      for (let holder = (holders >>> 3) + 3 * first; holder < (holders >>> 3) + 3 * last; holder += 3) {
        const [factor, at] = [d[holder + 1], d[holder + 2]]
        for (let k = i[2 * holder], end = i[2 * holder + 1]; k < end; k++) {
          const entry = (histories >>> 2) + 2 * k
          const cell = (cells >>> 2) + 4 * i[entry]
          if (i[cell + 2]++ === 0) i[to + size++] = i[entry]
          let value = factor * f[entry + 1]
          if (times !== 0) {
            const step = Math.abs(at - d[(times >>> 3) + k]) * perMs + 0.5
            value *= step < steps ? d[near + (step | 0)] : floor
          }
          d[cell >>> 1] += value
        }
      }
      return size
    },
    addSteps: (first, last, spans, events, closeness, backward, cells, touched) => {
      const { f, i, d } = views()
      const [event, near, to] = [events >>> 2, closeness >>> 3, touched >>> 2]
      let size = 0
      for (let span = (spans >>> 2) + 3 * first; span < (spans >>> 2) + 3 * last; span += 3) {
        const e = i[span]
        const source = f[event + 4 * e + 1]
        const recency = f[event + 4 * e + 3]
        for (let z = i[span + 1]; z < i[span + 2]; z++) {
          if (z === e) continue
          const other = event + 4 * z
          const cell = (cells >>> 2) + 4 * i[other]
          if (i[cell + 2]++ === 0) i[to + size++] = i[other]
          d[cell >>> 1] += z > e ? source * f[other + 2] * f[other + 3] * d[near + z - e] : backward * source * f[other + 2] * recency * d[near + e - z]
        }
      }
      return size
    },
    selectPairs: pairs,
    selectSteps: (size, touched, cells, item, own, ...rest) => {
      const { i } = views()
      const alone = own > 0 && i[(cells >>> 2) + 4 * item + 2] === 0
      if (alone) i[(touched >>> 2) + size] = item
      return steps(alone ? size + 1 : size, touched, cells, item, own, ...rest)
    },
  }
}

function grown(array: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const next = new Float32Array(length)
  next.set(array)
  return next
}
