import type { Moments } from './effect.ts'

/** Count, mean and Σ(x − x̄)² of every column in every group, gathered row by row; values that are NaN are passed over. */
export type GroupMoments = {
  readonly groups: number
  readonly cols: number
  readonly count: Float64Array // groups × cols
  readonly mean: Float64Array
  readonly squares: Float64Array
}

export function createMoments(groups: number, cols: number): GroupMoments {
  const size = groups * cols
  return { groups, cols, count: new Float64Array(size), mean: new Float64Array(size), squares: new Float64Array(size) }
}

/** One more row of a group: cols values at data[start]. Welford 1962, so that nothing cancels where a mean is large against its spread. */
export function addRow({ cols, count, mean, squares }: GroupMoments, group: number, data: Float32Array, start: number): void {
  for (let j = 0; j < cols; j++) {
    const value = data[start + j]
    if (Number.isNaN(value)) continue
    const at = group * cols + j
    const before = value - mean[at]
    mean[at] += before / ++count[at]
    squares[at] += before * (value - mean[at])
  }
}

/** Sample moments (variance with n − 1) of a column in one group. */
export function momentsOf(moments: GroupMoments, group: number, column: number): Moments {
  return pooled(moments, [group], column)
}

/** The same of everybody who is in another group. */
export function momentsOfRest(moments: GroupMoments, group: number, column: number): Moments {
  return pooled(moments, Array.from({ length: moments.groups }, (_, g) => g).filter((g) => g !== group), column)
}

/** Groups taken together: pairwise update of Chan, Golub & LeVeque 1979. */
function pooled({ cols, count, mean, squares }: GroupMoments, groups: readonly number[], column: number): Moments {
  let [n, m, s] = [0, 0, 0]
  for (const group of groups) {
    const at = group * cols + column
    if (count[at] === 0) continue
    const together = n + count[at]
    const apart = mean[at] - m
    s += squares[at] + apart * apart * n * count[at] / together
    m += apart * count[at] / together
    n = together
  }
  return { n, mean: n > 0 ? m : NaN, variance: n > 1 ? s / (n - 1) : NaN }
}
