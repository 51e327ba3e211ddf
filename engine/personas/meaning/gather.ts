import type { Sql, TransactionSql } from 'postgres'
import type { FeatureColumn } from '../../features/column.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import { addRow, createMoments, type GroupMoments } from '../../../models/groupMoments.ts'
import { createMatrix, rowOf, type Matrix } from '../../../models/matrix.ts'
import { signedLog } from '../../../models/scaling.ts'
import type { FeatureSource } from '../finding/featureSource.ts'

/** Everything about the groups of a run that is told from features: what fits in constant memory, and a part of the rows for what needs whole ones. */
export type Gathered = {
  readonly columns: readonly FeatureColumn[]
  /** Personas, and after them one group of everybody who is undetermined. */
  readonly groups: number
  readonly sizes: Float64Array
  readonly plain: GroupMoments
  /** The same with columns of a long tail by their logarithm, as they are clustered: a mean of raw money is a mean of a few. */
  readonly logged: GroupMoments
  /** Σ of the leads of their weights, and how many lead by less than NARROW. */
  readonly leads: Float64Array
  readonly narrow: Float64Array
  /** At most MOST_ROWS people, evenly out of all; groupOf as above. */
  readonly sample: { readonly x: Matrix; readonly groupOf: Int32Array }
}

/** Rules, medians and exemplars are found on so many people at most. */
const MOST_ROWS = 20_000
/** A lead of the own persona's weight over the next below this is called narrow. */
const NARROW = 0.2

/** Reads the features of a run's people once, beside who belongs where. ids[g] is the persona of group g. */
export async function gather(sql: Sql | TransactionSql, source: FeatureSource, runId: RunId, ids: readonly PersonaId[]): Promise<Gathered> {
  const { columns } = source
  const cols = columns.length
  const groups = ids.length + 1
  const numberOf = new Map<string, number>(ids.map((id, g) => [id, g]))
  const found = { sizes: new Float64Array(groups), plain: createMoments(groups, cols), logged: createMoments(groups, cols), leads: new Float64Array(groups), narrow: new Float64Array(groups) }
  const x = createMatrix(Math.min(MOST_ROWS, source.people), cols)
  const groupOf = new Int32Array(x.rows)
  const long = columns.map(({ log }) => log === true)
  const row = new Float32Array(cols)
  let [seen, kept] = [0, 0]
  for await (const chunk of source.chunks()) {
    const members = await sql<{ customer_id: string; persona_id: string | null; margin: number }[]>`
      select customer_id, persona_id, margin::float8 margin from persona_members where run_id = ${runId} and customer_id = any(${[...chunk.people]}::uuid[])`
    const of = new Map(members.map((member) => [member.customer_id, member]))
    chunk.people.forEach((person, i) => {
      const member = of.get(person)
      if (member === undefined) return
      const g = member.persona_id === null ? groups - 1 : numberOf.get(member.persona_id) ?? groups - 1
      found.sizes[g]!++
      found.leads[g]! += member.margin
      if (member.margin < NARROW) found.narrow[g]!++
      addRow(found.plain, g, chunk.x.data, i * cols)
      for (let j = 0; j < cols; j++) row[j] = long[j]! ? signedLog(chunk.x.data[i * cols + j]!) : chunk.x.data[i * cols + j]!
      addRow(found.logged, g, row, 0)
      if (kept < x.rows && Math.floor((seen + 1) * x.rows / source.people) > kept) {
        x.data.set(rowOf(chunk.x, i), kept * cols)
        groupOf[kept++] = g
      }
      seen++
    })
  }
  return { columns, groups, ...found, sample: { x: { rows: kept, cols, data: x.data.subarray(0, kept * cols) }, groupOf: groupOf.subarray(0, kept) } }
}
