import type { Task } from '../parallel/work.ts'

/**
 * args: items, starts, holders, histories, times, closeness, steps, perMs, floor, own, row factors, column factors, shrinkage, K,
 * ids, weights, counts. Holders starts[i] .. starts[i+1) hold item i.
 */
export const cooccurrenceRows: Task = ({ kernels, f, i, scratch }, lo, hi, args) => {
  const [items, starts, holders, histories, times, closeness, steps, perMs, floor] = Array.from(args)
  const [own, rows, columns, shrinkage, most, ids, weights, counts] = Array.from(args).slice(9)
  const touched = scratch + 16 * items
  const rowFactors = new Float64Array(f.buffer, rows, items)
  i.fill(0, scratch >>> 2, touched >>> 2)
  for (let item = lo; item < hi; item++) {
    const [first, last] = [i[(starts >>> 2) + item], i[(starts >>> 2) + item + 1]]
    const size = kernels.addPairs(first, last, holders, histories, times, closeness, steps, perMs, floor, scratch, touched)
    const to = 4 * item * most
    i[(counts >>> 2) + item] = kernels.selectPairs(size, touched, scratch, item, own, rowFactors[item], columns, shrinkage, most, ids + to, weights + to)
  }
}
