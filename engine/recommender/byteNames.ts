/** Numbers names as they come by their UTF-8 bytes, without making a text of each row's: 0, 1, 2 … in the order first met. */
export type ByteNames = {
  readonly numberOf: (bytes: Uint8Array, from: number, to: number) => number
  /** By number. */
  readonly names: () => string[]
}

export function createByteNames(): ByteNames {
  let size = 0
  let held = Buffer.alloc(1 << 12)
  let ends = new Int32Array(1 << 8)
  /** Open addressing, at most half full; a place holds number + 1, 0 is free. */
  let places = new Int32Array(1 << 10)
  let hashes = new Int32Array(1 << 8)

  const startOf = (number: number): number => number === 0 ? 0 : ends[number - 1]
  const same = (number: number, bytes: Uint8Array, from: number, to: number): boolean => {
    const start = startOf(number)
    if (ends[number] - start !== to - from) return false
    for (let k = from, at = start; k < to; k++, at++) if (bytes[k] !== held[at]) return false
    return true
  }
  const keep = (hash: number, bytes: Uint8Array, from: number, to: number): void => {
    const start = startOf(size)
    const end = start + to - from
    if (end > held.length) held = Buffer.concat([held], 2 * end)
    held.set(bytes.subarray(from, to), start)
    if (size === ends.length) {
      ends = grown(ends)
      hashes = grown(hashes)
    }
    ends[size] = end
    hashes[size++] = hash
    if (2 * size > places.length) {
      places = new Int32Array(2 * places.length)
      for (let number = 0; number < size; number++) places[freePlace(places, hashes[number])] = number + 1
    } else places[freePlace(places, hash)] = size
  }
  return {
    numberOf: (bytes, from, to) => {
      const hash = hashOf(bytes, from, to)
      const mask = places.length - 1
      for (let place = hash & mask; places[place] !== 0; place = (place + 1) & mask) {
        if (same(places[place] - 1, bytes, from, to)) return places[place] - 1
      }
      keep(hash, bytes, from, to)
      return size - 1
    },
    names: () => Array.from({ length: size }, (_, number) => held.toString('utf8', startOf(number), ends[number])),
  }
}

function freePlace(places: Int32Array, hash: number): number {
  const mask = places.length - 1
  let place = hash & mask
  while (places[place] !== 0) place = (place + 1) & mask
  return place
}

/** FNV-1a with a last mix, as the low bits choose the place. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let k = from; k < to; k++) hash = Math.imul(hash ^ bytes[k], 0x01000193)
  return hash ^ (hash >>> 15)
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(2 * array.length)
  next.set(array)
  return next
}
