import { checkItemLists, sourcesOf } from './itemLists.ts'
import type { ItemLists } from './itemLists.ts'

const magic = 0x4c54494c // "LITL" in the bytes of a little-endian word
const version = 1
const headerWords = 6 // magic, version, items, entries, checksum, sources beyond the items

/**
 * Layout, all little endian, 32-bit words: header | offsets (sources + 1) | neighbours | weights (float32).
 * Nothing needs parsing, so a reader may place the bytes in a SharedArrayBuffer and decode there once per thread.
 */
export function encodeItemLists(lists: ItemLists): Uint8Array {
  requireLittleEndian()
  const entries = lists.neighbours.length
  const sources = sourcesOf(lists)
  const words = new Int32Array(headerWords + sources + 1 + 2 * entries)
  const at = places(sources, entries)
  words.set(lists.offsets, at.offsets)
  words.set(lists.neighbours, at.neighbours)
  new Float32Array(words.buffer, at.weights * 4, entries).set(lists.weights)
  words.set([magic, version, lists.items, entries, checksum(words.subarray(headerWords)), sources - lists.items])
  return new Uint8Array(words.buffer)
}

/**
 * Views on the given bytes, not copies, whenever they start on a 4-byte boundary (a SharedArrayBuffer always does).
 * Throws a RangeError that says what is wrong: foreign bytes, another version, cut off, damaged.
 */
export function decodeItemLists(bytes: Uint8Array): ItemLists {
  requireLittleEndian()
  if (bytes.length < headerWords * 4 || bytes.length % 4 !== 0) throw new RangeError('Item lists: the bytes are cut off.')
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
  if (words[0] !== magic) throw new RangeError('Item lists: these bytes are something else.')
  if (words[1] !== version) throw new RangeError(`Item lists: version ${words[1]} was written by another release; fit again.`)
  const items = words[2]
  const entries = words[3]
  const sources = items + words[5]
  if (items < 0 || words[5] < 0 || entries < 0 || words.length !== headerWords + sources + 1 + 2 * entries) {
    throw new RangeError('Item lists: the length does not match the header.')
  }
  if (words[4] !== checksum(words.subarray(headerWords))) throw new RangeError('Item lists: the bytes are damaged.')
  const at = places(sources, entries)
  const lists = {
    items,
    offsets: words.subarray(at.offsets, at.neighbours),
    neighbours: words.subarray(at.neighbours, at.weights),
    weights: new Float32Array(aligned.buffer, aligned.byteOffset + at.weights * 4, entries),
  }
  checkItemLists(lists)
  return lists
}

function places(sources: number, entries: number): { offsets: number; neighbours: number; weights: number } {
  const neighbours = headerWords + sources + 1
  return { offsets: headerWords, neighbours, weights: neighbours + entries }
}

/** FNV-1a over 32-bit words: finds damage, does not resist intent. */
function checksum(words: Int32Array): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x01000193)
  return hash
}

function requireLittleEndian(): void {
  if (new Uint8Array(new Int32Array([1]).buffer)[0] !== 1) {
    throw new RangeError('Item lists are stored little endian; this processor is big endian.')
  }
}
