import { z } from 'zod'

/** Who did it, and why where they said so. */
const by = { by: z.string(), reason: z.string().optional() }

/** What became of a persona, run by run and by hand; newest last. */
export const LineageEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('born'), runId: z.string(), at: z.string() }),
  /** Came out of personas of the run before, of which at least three in ten of its people were members. */
  z.object({ kind: z.literal('split'), runId: z.string(), at: z.string(), from: z.array(z.string()) }),
  z.object({ kind: z.literal('continued'), runId: z.string(), at: z.string(), jaccard: z.number() }),
  /** Somebody put other personas into this one. */
  z.object({ kind: z.literal('merged'), at: z.string(), from: z.array(z.string()) }),
  z.object({ kind: z.literal('merged_into'), at: z.string(), into: z.string() }),
  /** The run found no such group any more; `into` holds whoever took over most of its people, if anybody did. */
  z.object({ kind: z.literal('lost'), runId: z.string(), at: z.string(), into: z.array(z.string()) }),
  /** Somebody cut it in two: this is the part that kept its id (`into` names the other), or the other (`from` names this one). */
  z.object({ kind: z.literal('cut'), at: z.string(), into: z.string() }),
  z.object({ kind: z.literal('cut_from'), at: z.string(), from: z.string() }),
  z.object({ kind: z.literal('submitted'), at: z.string(), ...by }),
  /** `override`: the checks that had failed when somebody approved it nevertheless. */
  z.object({ kind: z.literal('approved'), at: z.string(), ...by, override: z.array(z.string()).optional() }),
  z.object({ kind: z.literal('rejected'), at: z.string(), ...by }),
  z.object({ kind: z.literal('published'), at: z.string(), ...by, effectiveAt: z.string() }),
  z.object({ kind: z.literal('retired'), at: z.string(), by: by.by.optional(), reason: by.reason }),
  /** A rollback brought it back into use, or took it out. */
  z.object({ kind: z.literal('restored'), at: z.string(), ...by }),
  z.object({ kind: z.literal('withdrawn'), at: z.string(), ...by }),
])
export type LineageEntry = z.infer<typeof LineageEntry>

/** So many runs back; a persona may live for years. */
const KEPT = 200

export function withEntry(lineage: readonly LineageEntry[], entry: LineageEntry): LineageEntry[] {
  return [...lineage, entry].slice(-KEPT)
}

export function hasMerged(lineage: readonly LineageEntry[]): boolean {
  return lineage.some((entry) => entry.kind === 'merged')
}
