import { binOf, fitBins } from '../drift/bins.ts'

/** An attribute as codes 0, 1, … in the order of the names, so that they don't depend on who comes first; −1 where it is null. */
export function codesOf(values: readonly (string | null)[]): { readonly codes: Int32Array; readonly names: readonly string[] } {
  const names = [...new Set(values.filter((value) => value !== null))].sort()
  const codeOf = new Map(names.map((name, code) => [name, code]))
  return { codes: Int32Array.from(values, (value) => (value === null ? -1 : codeOf.get(value)!)), names }
}

/**
 * A number cut into bins that hold about as many people each: code b is cuts[b − 1] < value ≤ cuts[b], the last one above every cut;
 * −1 for NaN.
 */
export function quantileCodesOf(values: ArrayLike<number>, most = 5): { readonly codes: Int32Array; readonly cuts: readonly number[] } {
  const bins = fitBins(values, most)
  return { codes: Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : binOf(bins, value))), cuts: bins.cuts }
}
