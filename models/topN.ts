/** Items from best to worst with their scores. */
export type Ranked = { readonly items: Int32Array; readonly scores: Float32Array }

/**
 * The n best of the candidates by scores[item], best first; equal scores in the order of item numbers, so that the
 * answer does not depend on the order of the candidates. NaN ranks nowhere. `excluded` items are passed over.
 * A heap of n: O(candidates · log n), and most candidates cost one comparison.
 */
export function topN(
  scores: Float32Array,
  candidates: Int32Array,
  n: number,
  excluded?: (item: number) => boolean,
): Ranked {
  const room = Math.max(0, Math.min(n, candidates.length))
  const items = new Int32Array(room) // heap, the worst of the best on top
  const values = new Float32Array(room)
  let size = 0
  let least = -Infinity // what an item needs at least to be looked at
  for (let k = 0; k < candidates.length && room > 0; k++) {
    const item = candidates[k]
    const score = scores[item]
    if (!(score >= least)) continue // NaN too
    if (size === room && !isWorse(values[0], items[0], score, item)) continue
    if (excluded !== undefined && excluded(item)) continue
    if (size < room) siftUp(items, values, size++, item, score)
    else siftDown(items, values, size, item, score)
    if (size === room) least = values[0]
  }
  return unwind(items, values, size)
}

function isWorse(score: number, item: number, otherScore: number, otherItem: number): boolean {
  return score < otherScore || (score === otherScore && item > otherItem)
}

function siftUp(items: Int32Array, values: Float32Array, start: number, item: number, score: number): void {
  let place = start
  while (place > 0) {
    const parent = (place - 1) >> 1
    if (!isWorse(score, item, values[parent], items[parent])) break
    items[place] = items[parent]
    values[place] = values[parent]
    place = parent
  }
  items[place] = item
  values[place] = score
}

function siftDown(items: Int32Array, values: Float32Array, size: number, item: number, score: number): void {
  let place = 0
  for (;;) {
    let child = 2 * place + 1
    if (child >= size) break
    if (child + 1 < size && isWorse(values[child + 1], items[child + 1], values[child], items[child])) child++
    if (!isWorse(values[child], items[child], score, item)) break
    items[place] = items[child]
    values[place] = values[child]
    place = child
  }
  items[place] = item
  values[place] = score
}

/** Takes the worst off the top until the heap is empty, filling the answer from its end. */
function unwind(items: Int32Array, values: Float32Array, size: number): Ranked {
  const ranked = { items: new Int32Array(size), scores: new Float32Array(size) }
  for (let last = size - 1; last >= 0; last--) {
    ranked.items[last] = items[0]
    ranked.scores[last] = values[0]
    siftDown(items, values, last, items[last], values[last])
  }
  return ranked
}
