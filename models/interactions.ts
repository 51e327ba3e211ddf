/**
 * What customers did with items, one row per interaction, in any order.
 * customer is 0..customers−1, item 0..items−1, behaviour a small code that the caller names, at in milliseconds.
 * weight multiplies the interaction (a quantity, a rating); absent means 1.
 */
export type Interactions = {
  readonly customers: number
  readonly items: number
  readonly customer: Int32Array
  readonly item: Int32Array
  readonly behaviour: Uint8Array
  readonly at: Float64Array
  readonly weight?: Float32Array
}

/** Throws a RangeError for columns of different length, ids out of range, or a time or weight that is not finite. */
export function checkInteractions(x: Interactions): void {
  const n = x.customer.length
  const lengths = [x.item.length, x.behaviour.length, x.at.length, x.weight?.length ?? n]
  if (lengths.some((length) => length !== n)) throw new RangeError('Interactions: the columns differ in length.')
  for (let r = 0; r < n; r++) {
    if (x.customer[r] < 0 || x.customer[r] >= x.customers) throw new RangeError(`Interactions: row ${r} names customer ${x.customer[r]} of ${x.customers}.`)
    if (x.item[r] < 0 || x.item[r] >= x.items) throw new RangeError(`Interactions: row ${r} names item ${x.item[r]} of ${x.items}.`)
    if (!Number.isFinite(x.at[r])) throw new RangeError(`Interactions: row ${r} has no time.`)
    if (x.weight !== undefined && !Number.isFinite(x.weight[r])) throw new RangeError(`Interactions: row ${r} has a weight that is not finite.`)
  }
}

/** The rows named, in that order. */
export function selectInteractions(x: Interactions, rows: Int32Array): Interactions {
  const n = rows.length
  const customer = new Int32Array(n)
  const item = new Int32Array(n)
  const behaviour = new Uint8Array(n)
  const at = new Float64Array(n)
  const weight = x.weight === undefined ? undefined : new Float32Array(n)
  for (let k = 0; k < n; k++) {
    const r = rows[k]
    customer[k] = x.customer[r]
    item[k] = x.item[r]
    behaviour[k] = x.behaviour[r]
    at[k] = x.at[r]
    if (weight !== undefined && x.weight !== undefined) weight[k] = x.weight[r]
  }
  const selected = { customers: x.customers, items: x.items, customer, item, behaviour, at }
  return weight === undefined ? selected : { ...selected, weight }
}

/** Row numbers in groups: the rows of group g are rows[offsets[g] .. offsets[g+1]). */
export type Groups = { readonly offsets: Int32Array; readonly rows: Int32Array }

/** Counting sort: rows of each group in their original order. keys are 0..groups−1. O(n). */
export function groupRows(keys: Int32Array, groups: number): Groups {
  const offsets = new Int32Array(groups + 1)
  for (let r = 0; r < keys.length; r++) offsets[keys[r] + 1]++
  for (let g = 0; g < groups; g++) offsets[g + 1] += offsets[g]
  const next = offsets.slice(0, groups)
  const rows = new Int32Array(keys.length)
  for (let r = 0; r < keys.length; r++) rows[next[keys[r]]++] = r
  return { offsets, rows }
}

/** Rows by customer, each customer's in time order; equal times by item, then behaviour, whatever the order given. O(n) when they are nearly so. */
export function byCustomer(x: Interactions): Groups {
  const groups = groupRows(x.customer, x.customers)
  const { at, item, behaviour } = x
  const before = (a: number, b: number): number => at[a] - at[b] || item[a] - item[b] || behaviour[a] - behaviour[b]
  for (let c = 0; c < x.customers; c++) {
    const [start, end] = [groups.offsets[c], groups.offsets[c + 1]]
    if (!insertInOrder(groups.rows, start, end, before)) groups.rows.subarray(start, end).sort(before)
  }
  return groups
}

/** Moves a sort may make per row before another is quicker. */
const movesPerRow = 16

/** Sorts rows[start .. end) by insertion, equal ones as they came; false when that takes too long, the rows then in some order that keeps equal ones as they came. */
function insertInOrder(rows: Int32Array, start: number, end: number, before: (a: number, b: number) => number): boolean {
  let moves = movesPerRow * (end - start)
  for (let k = start + 1; k < end; k++) {
    const row = rows[k]
    let place = k
    for (; place > start && before(rows[place - 1], row) > 0; place--) rows[place] = rows[place - 1]
    rows[place] = row
    moves -= k - place
    if (moves < 0) return false
  }
  return true
}
