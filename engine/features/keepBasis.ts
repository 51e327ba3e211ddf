import type { TransactionSql } from 'postgres'
import type { Permit } from '../consent/permit.ts'
import { LotseError } from '../errors.ts'
import type { RunId } from '../ids.ts'
import { copyRows, number, text } from '../store/copyRows.ts'
import type { Store } from '../store/connect.ts'
import type { BasisRows, FeatureBasis } from './basis.ts'
import type { Town } from './place.ts'

/** A basis as a run left it. Items and towns stay in the database and are looked up there. */
export type KeptBasis = { readonly runId: RunId; readonly asOf: Date; readonly basis: FeatureBasis }

const ROWS_AT_ONCE = 20_000

/** Writes the large parts of a basis; what an earlier attempt of the run left is replaced. The small part stands in feature_sets. */
export async function saveBasisRows(tx: TransactionSql, runId: RunId, { shelf, taste, towns }: BasisRows): Promise<void> {
  await tx`delete from feature_items where run_id = ${runId}`
  await tx`delete from feature_towns where run_id = ${runId}`
  for (let from = 0; from < shelf.length; from += ROWS_AT_ONCE) {
    const lines = shelf.slice(from, from + ROWS_AT_ONCE).map(({ itemId, category, level }) => {
      const { weight, topics } = taste.get(itemId) ?? { weight: null, topics: null }
      return `${runId}\t${text(itemId)}\t${text(category)}\t${number(level)}\t${number(weight)}\t${text(topics === null ? null : `{${topics.join(',')}}`)}\n`
    })
    await copyRows(tx, 'copy feature_items (run_id, item_id, category, level, weight, topics) from stdin', lines.join(''))
  }
  const lines = towns.map(({ town, customers, km }) => `${runId}\t${text(town)}\t${customers}\t${number(km)}\n`)
  await copyRows(tx, 'copy feature_towns (run_id, town, customers, km) from stdin', lines.join(''))
}

/** Throws `features_missing` when the run has no complete set, or one from before bases were kept. */
export async function loadBasis({ sql }: Pick<Store, 'sql'>, runId: RunId): Promise<KeptBasis> {
  const [set] = await sql<{ as_of: Date; basis: FeatureBasis }[]>`select as_of, basis from feature_sets where run_id = ${runId} and completed_at is not null and basis is not null`
  if (set === undefined) throw new LotseError('missing', 'features_missing', 'This run has no complete set of features with its basis. Run the features first.')
  return { runId, asOf: set.as_of, basis: set.basis }
}

/** The towns of people who allow their precise place, as the run knew them. */
export async function readTownsOf(tx: TransactionSql, runId: RunId, precise: readonly Permit<'location.precise'>[]): Promise<Town[]> {
  const people = precise.map(({ personId }) => personId)
  return tx`
    select town, customers, km from feature_towns
    where run_id = ${runId} and town in (select coalesce(country, '') || '|' || city from customers where customer_id = any(${people}::uuid[]) and city is not null)`
}
