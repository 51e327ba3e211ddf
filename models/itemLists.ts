/**
 * Sparse lists of items, the one structure every generator ends in (compressed sparse rows):
 * the neighbours of source i are neighbours[offsets[i] .. offsets[i+1]), with their weights.
 * Sources 0..items−1 are the items themselves, where they are any; further ones may follow (everybody, a persona, a place).
 * A customer's score for item j is Σᵢ aᵢ · w(i→j) over the sources i of their history, so nothing is
 * stored per person: erasing a person leaves nothing behind in the lists.
 */
export type ItemLists = {
  readonly items: number
  readonly offsets: Int32Array // sources + 1, never falling
  readonly neighbours: Int32Array // 0..items−1
  readonly weights: Float32Array
}

/** One row: neighbours and weights of equal length. */
export type ItemRow = { readonly neighbours: ArrayLike<number>; readonly weights: ArrayLike<number> }

export function sourcesOf(lists: Pick<ItemLists, 'offsets'>): number {
  return lists.offsets.length - 1
}

/** Packs rows in the order of sources; rows[i] belongs to item i, rows beyond `items` to further sources. Throws a RangeError when a row is malformed. */
export function fromItemRows(rows: readonly ItemRow[], items = rows.length): ItemLists {
  const sources = rows.length
  const offsets = new Int32Array(sources + 1)
  rows.forEach((row, i) => {
    if (row.neighbours.length !== row.weights.length) {
      throw new RangeError(`Row ${i} has ${row.neighbours.length} neighbours and ${row.weights.length} weights.`)
    }
    offsets[i + 1] = offsets[i] + row.neighbours.length
  })
  const lists = {
    items,
    offsets,
    neighbours: new Int32Array(offsets[sources]),
    weights: new Float32Array(offsets[sources]),
  }
  rows.forEach((row, i) => {
    lists.neighbours.set(row.neighbours, offsets[i])
    lists.weights.set(row.weights, offsets[i])
  })
  checkItemLists(lists)
  return lists
}

/** Packs rows that stand `most` places apart: row i holds counts[i] neighbours from i · most on. One row an item. */
export function fromSpacedRows(ids: Int32Array, weights: Float32Array, counts: Int32Array, most: number): ItemLists {
  return fromItemRows(Array.from(counts, (count, i) => ({ neighbours: ids.subarray(i * most, i * most + count), weights: weights.subarray(i * most, i * most + count) })))
}

/** Throws a RangeError when the arrays do not describe lists: lengths, offsets, neighbour range, finite weights. */
export function checkItemLists({ items, offsets, neighbours, weights }: ItemLists): void {
  if (offsets[0] !== 0) throw new RangeError('Item lists: offsets must start at 0.')
  const sources = offsets.length - 1
  for (let i = 0; i < sources; i++) {
    if (offsets[i + 1] < offsets[i]) throw new RangeError(`Item lists: offsets fall at source ${i}.`)
  }
  if (offsets[sources] !== neighbours.length || neighbours.length !== weights.length) {
    throw new RangeError('Item lists: neighbours, weights and the last offset differ.')
  }
  for (let k = 0; k < neighbours.length; k++) {
    if (neighbours[k] < 0 || neighbours[k] >= items) throw new RangeError(`Item lists: neighbour ${neighbours[k]} is no item.`)
    if (!Number.isFinite(weights[k])) throw new RangeError(`Item lists: the weight at ${k} is not finite.`)
  }
}

/** w(from→to), or null when either is unknown or `to` is not in the list: unknown is not 0. */
export function weightOf(lists: ItemLists, from: number, to: number): number | null {
  if (from < 0 || from >= sourcesOf(lists)) return null
  for (let k = lists.offsets[from]; k < lists.offsets[from + 1]; k++) {
    if (lists.neighbours[k] === to) return lists.weights[k]
  }
  return null
}

/** True when the item has a place in the lists. Histories may name items that came after the fit. */
export function knows(lists: Pick<ItemLists, 'items'>, item: number): boolean {
  return item >= 0 && item < lists.items
}
