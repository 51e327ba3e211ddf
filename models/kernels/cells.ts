/** Scratch of a task that adds up pairs: a cell of 16 bytes per item, and the items touched. */
export function cellBytes(items: number): number {
  return 64 * Math.ceil((20 * items) / 64)
}

/** Few chunks, because each begins by clearing its cells; many enough for the threads to end together. */
export function rowsPerChunk(items: number): number {
  return Math.max(16, Math.ceil(items / 256))
}
