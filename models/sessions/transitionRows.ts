import type { Task } from '../parallel/work.ts'

/** args: items, starts, spans, events, closeness, backward, own, row factors, column factors, shrinkage, K, ids, weights, counts. Spans starts[i] .. starts[i+1) are events of item i. */
export const transitionRows: Task = ({ kernels, f, i, scratch }, lo, hi, args) => {
  const [items, starts, spans, events, closeness, backward, owns, rows, columns, shrinkage, most, ids, weights, counts] = Array.from(args)
  const touched = scratch + 16 * items
  const own = new Float64Array(f.buffer, owns, items)
  const rowFactors = new Float64Array(f.buffer, rows, items)
  i.fill(0, scratch >>> 2, touched >>> 2)
  for (let item = lo; item < hi; item++) {
    const size = kernels.addSteps(i[(starts >>> 2) + item], i[(starts >>> 2) + item + 1], spans, events, closeness, backward, scratch, touched)
    const to = 4 * item * most
    i[(counts >>> 2) + item] = kernels.selectSteps(size, touched, scratch, item, own[item], rowFactors[item], columns, shrinkage, most, ids + to, weights + to)
  }
}
