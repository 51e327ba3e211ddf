/**
 * One memory that grows and is shared by all threads; blocks are taken from its end and given back together.
 * Arrays stay valid when it grows, because shared memory never moves.
 */
export type Arena = {
  readonly memory: WebAssembly.Memory
  readonly floats: (n: number) => Float32Array
  readonly ints: (n: number) => Int32Array
  readonly doubles: (n: number) => Float64Array
  /** The address of so many bytes, on a 64-byte boundary. Their content is whatever was there. */
  readonly bytes: (n: number) => number
  /** Runs the work and gives back what it took. */
  readonly within: <T>(work: () => T) => T
}

const pageBytes = 65_536
const mostPages = 65_536 // 4 GB, the reach of 32-bit addresses
const start = 64 // so that no block has address 0, which stands for none

/** Throws a RangeError when more than 4 GB are asked for. */
export function createArena(memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true })): Arena {
  let top = start
  const bytes = (n: number): number => {
    const address = top
    const end = Math.ceil((top + n) / 64) * 64
    const missing = Math.ceil(end / pageBytes) - memory.buffer.byteLength / pageBytes
    if (end > mostPages * pageBytes) throw new RangeError(`The fit needs more than 4 GB (${Math.ceil(end / 2 ** 20)} MB): fewer rows or items, or a lower rank.`)
    if (missing > 0) memory.grow(missing)
    top = end
    return address
  }
  return {
    memory,
    bytes,
    floats: (n) => {
      const address = bytes(4 * n)
      return new Float32Array(memory.buffer, address, n)
    },
    ints: (n) => {
      const address = bytes(4 * n)
      return new Int32Array(memory.buffer, address, n)
    },
    doubles: (n) => {
      const address = bytes(8 * n)
      return new Float64Array(memory.buffer, address, n)
    },
    within: (work) => {
      const before = top
      try {
        return work()
      } finally {
        top = before
      }
    },
  }
}
