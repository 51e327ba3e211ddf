import type { TransactionSql } from 'postgres'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { copyRows, text } from '../store/copyRows.ts'
import { linkDevices, lockIdentity } from './devices.ts'
import { holdOffErasure } from './erasureLock.ts'
import { DEVICE, keyOf, type Identifier } from './identifier.ts'
import { isUnidentified, planIdentities, type IdentityPlan, type Unidentified, type Wanted } from './identityPlan.ts'
import { mergeKnown } from './merge.ts'
import type { Found, NewCustomer, NewIdentifier } from './roster.ts'
import { buriedAmong } from './tombstones.ts'
import { inTransaction } from '../store/transaction.ts'

/** Under whom each message's event is written, in the order asked. */
export type Identities = readonly (CustomerId | Unidentified)[]

/**
 * Finds or makes the customers that messages speak of, thousands a call, and joins those who prove to be one person. Runs inside the
 * caller's transaction (inTransaction repeats it when two write the same new name at once). Identifiers must be clean: see cleanIdentifiers.
 */
export async function resolveIdentities(tx: TransactionSql, wanted: readonly Wanted[], now: Date): Promise<Identities> {
  const { heads, links } = await nameCustomers(tx, wanted, now)
  await linkDevices(tx, links, now)
  return heads
}

/** The first half: everybody has a customer, but devices are not lent to anybody yet. */
export async function nameCustomers(tx: TransactionSql, wanted: readonly Wanted[], now: Date): Promise<IdentityPlan> {
  await holdOffErasure(tx)
  let plan = await planFrom(tx, wanted, now)
  if (plan.delicate) {
    await lockIdentity(tx, 'alone')
    plan = await planFrom(tx, wanted, now)
  }
  await insertIdentifiers(tx, plan.identifiers, now)
  await insertCustomers(tx, plan.customers, now)
  await mergeKnown(tx, plan.merges, now)
  return plan
}

/** Customers for user ids that the shop names, made where unknown; by user id. */
export async function customersOfUserIds(store: Pick<Store, 'sql'>, userIds: readonly string[], now: Date): Promise<ReadonlyMap<string, CustomerId>> {
  const wanted = userIds.map((value) => ({ identifiers: [{ kind: 'user_id', value }] }))
  const heads = await inTransaction(store, (tx) => resolveIdentities(tx, wanted, now))
  return new Map(userIds.flatMap((userId, at): [string, CustomerId][] => {
    const head = heads[at]
    return isUnidentified(head) ? [] : [[userId, head]]
  }))
}

async function planFrom(tx: TransactionSql, wanted: readonly Wanted[], now: Date): Promise<IdentityPlan> {
  const all = new Map<string, Identifier>()
  const meant = (identifier: Identifier) => all.set(keyOf(identifier), identifier)
  for (const { identifiers, previousId, trusted } of wanted) {
    for (const identifier of identifiers) meant(identifier)
    if (previousId === undefined) continue
    meant({ kind: DEVICE, value: previousId })
    if (trusted === true) meant({ kind: 'user_id', value: previousId })
  }
  const found = await lookUp(tx, [...all.values()])
  const unknown = [...all].filter(([key]) => !found.has(key)).map(([, identifier]) => identifier)
  const buried = await buriedAmong(tx, unknown)
  const aliases = await aliasesOf(tx, unknown.filter(({ kind }) => kind === 'user_id').map(({ value }) => value))
  return planIdentities(wanted, { found, aliases, buried }, now)
}

type FoundRow = { kind: string; value: string; customer_id: CustomerId; person_id: CustomerId }

/** Laterals with a limit, here and below, hold the planner to one look into an index per row, whatever it believes of a table that is just being filled. */
async function lookUp(tx: TransactionSql, identifiers: readonly Identifier[]): Promise<Map<string, Found>> {
  const rows = await tx<FoundRow[]>`
    select w.kind, w.value, i.customer_id, c.person_id
    from unnest(${identifiers.map(({ kind }) => kind)}::text[], ${identifiers.map(({ value }) => value)}::text[]) as w(kind, value)
    cross join lateral (select i.customer_id from identifiers i where i.kind = w.kind and i.value = w.value limit 1) i
    cross join lateral (select coalesce(c.merged_into, c.customer_id) as person_id from customers c where c.customer_id = i.customer_id limit 1) c`
  const unsure = rows.filter(({ kind }) => kind !== 'user_id' && kind !== DEVICE).map((row) => row.person_id)
  const users = await withUser(tx, unsure)
  return new Map(rows.map((row) => [keyOf(row), { customerId: row.customer_id, personId: row.person_id, hasUser: row.kind === 'user_id' || users.has(row.person_id) }]))
}

/** Those of these people who have a user id. */
async function withUser(tx: TransactionSql, personIds: readonly CustomerId[]): Promise<ReadonlySet<CustomerId>> {
  if (personIds.length === 0) return new Set()
  const rows = await tx<{ person_id: CustomerId }[]>`
    with persons as (select distinct p as person_id from unnest(${[...personIds]}::uuid[]) p),
    members as (select person_id, person_id as customer_id from persons
      union all select p.person_id, c.customer_id from persons p cross join lateral (select c.customer_id from customers c where c.merged_into = p.person_id offset 0) c)
    select distinct m.person_id from members m cross join lateral (select i.kind from identifiers i where i.customer_id = m.customer_id offset 0) i where i.kind = 'user_id'`
  return new Set(rows.map((row) => row.person_id))
}

/** People to whom the shop gave these names as previous ids, before anybody was seen under them as a user id. */
async function aliasesOf(tx: TransactionSql, userIds: readonly string[]): Promise<Map<string, CustomerId[]>> {
  const aliases = new Map<string, CustomerId[]>()
  if (userIds.length === 0) return aliases
  const rows = await tx<{ value: string; person_id: CustomerId }[]>`
    select w.value, coalesce(c.merged_into, c.customer_id) as person_id
    from unnest(${[...userIds]}::text[]) as w(value)
    cross join lateral (select i.customer_id from identifiers i where i.kind = 'anonymous_id' and i.value = w.value limit 1) i
    join merges m on m.customer_id = i.customer_id and m.through = 'alias' join customers c on c.customer_id = m."into"`
  for (const row of rows) aliases.set(row.value, [...(aliases.get(row.value) ?? []), row.person_id])
  return aliases
}

/** Somebody who writes one of the names at the same moment is waited for; then this transaction begins again (see inTransaction). */
async function insertIdentifiers(tx: TransactionSql, identifiers: readonly NewIdentifier[], now: Date): Promise<void> {
  // In one order everywhere, so that two who write the same names wait for each other instead of locking each other out.
  const lines = identifiers.map(({ kind, value, customerId }) => `${text(kind)}\t${text(value)}\t${customerId}\t${now.toISOString()}\n`).sort()
  await copyRows(tx, 'copy identifiers (kind, value, customer_id, first_seen) from stdin', lines.join(''))
}

async function insertCustomers(tx: TransactionSql, customers: readonly NewCustomer[], now: Date): Promise<void> {
  const lines = customers.map(({ customerId, known }) => `${customerId}\t${now.toISOString()}\t${known}\t{}\n`)
  await copyRows(tx, 'copy customers (customer_id, created_at, known, traits) from stdin', lines.join(''))
}
