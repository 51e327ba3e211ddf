import { z } from 'zod'

/** The shape every list answers in. */
export function listOf<T extends z.ZodType>(row: T) {
  return z.object({ data: z.array(row).readonly(), nextCursor: z.string().nullable() })
}
