/**
 * A UUID-shaped name for the n-th thing of an owner: 122 bits mixed from (seed, owner, kind, n), the same on every machine.
 * Made from numbers alone because half a million of them are needed in a second.
 */
export function uuidOf(seed: number, owner: number, kind: number, n: number): string {
  const a = mix(seed ^ 0x9e3779b9, owner, kind, n)
  const b = mix(a ^ 0x85ebca6b, n, owner, kind)
  const c = mix(b ^ 0xc2b2ae35, kind, n, owner)
  const d = mix(c ^ 0x27d4eb2f, owner, n, seed)
  return (
    hex16(a >>> 16) + hex16(a & 0xffff) + '-' + hex16(b >>> 16) + '-' + hex16((b & 0x0fff) | 0x4000) + '-' +
    hex16((c >>> 16 & 0x3fff) | 0x8000) + '-' + hex16(c & 0xffff) + hex16(d >>> 16) + hex16(d & 0xffff)
  )
}

/** Four words through MurmurHash3's body and finaliser. */
function mix(seed: number, x: number, y: number, z: number): number {
  let h = seed | 0
  h = body(h, x)
  h = body(h, y)
  h = body(h, z)
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function body(h: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  h ^= Math.imul(k, 0x1b873593)
  h = (h << 13) | (h >>> 19)
  return (Math.imul(h, 5) + 0xe6546b64) | 0
}

const hexWords = Array.from({ length: 65_536 }, (_, word) => word.toString(16).padStart(4, '0'))

function hex16(word: number): string {
  return hexWords[word]!
}

export function userIdOf(index: number): string {
  return `u-${String(index).padStart(6, '0')}`
}
