/** Scratch of a task that adds up pairs: a cell of 16 bytes per item, then the items touched, with a place more because it is written before it is known to count. */
export function cellBytes(items: number): number {
  return 64 * Math.ceil((20 * items + 4) / 64)
}

/** Few chunks, because each begins by clearing its cells; many enough for the threads to end together. */
export function rowsPerChunk(items: number): number {
  return Math.max(16, Math.ceil(items / 256))
}
