import type { Matrix } from './matrix.ts'

/** Throws a RangeError when k is no whole number from 1 up, when there are fewer rows, or a value is not finite. */
export function requireClusterable(x: Matrix, k: number): void {
  requireRows(x, k)
  requireFinite(x)
}

/** The part of it that need not look at the values. */
export function requireRows(x: Matrix, k: number): void {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k must be a whole number of at least 1, not ${k}.`)
  if (x.rows < k) throw new RangeError(`${k} clusters need at least ${k} rows; there are ${x.rows}.`)
}

/** Throws a RangeError that names the first value that is not finite. */
export function requireFinite(x: Matrix): void {
  const bad = x.data.findIndex((value) => !Number.isFinite(value))
  if (bad < 0) return
  const where = `row ${Math.floor(bad / x.cols)}, column ${bad % x.cols}`
  throw new RangeError(`${where} is ${x.data[bad]}: impute and scale before clustering.`)
}
