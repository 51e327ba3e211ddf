import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { LotseError } from '../errors.ts'
import { newId, type KeyId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { apiKeys } from '../store/schema/operations.ts'
import { audit } from './audit.ts'

export const SCOPES = ['ingest', 'decide', 'catalogue:write', 'personas:read', 'personas:write', 'segments:read', 'segments:write', 'models:read', 'models:write', 'customers:read', 'customers:erase', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** What a publishable key may do: it stands in a web page for all to read. */
const PUBLISHABLE: readonly Scope[] = ['ingest', 'decide']

export type ApiKey = {
  readonly keyId: KeyId
  readonly name: string
  readonly kind: 'publishable' | 'secret'
  readonly scopes: readonly Scope[]
}

function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** Makes a key and returns it in clear, this once. `scopes` apply to a secret key; a publishable one sends events and asks for decisions. */
export async function createKey(store: Store, wish: { name: string; kind: ApiKey['kind']; scopes: readonly string[] }, actor: string, now: Date): Promise<ApiKey & { key: string }> {
  const unknown = wish.scopes.filter((scope) => !(SCOPES as readonly string[]).includes(scope))
  if (unknown.length > 0) throw new LotseError('input', 'unknown_scope', `Unknown scope ${unknown.join(', ')}. Scopes are ${SCOPES.join(', ')}.`, [{ path: 'scopes', message: 'unknown scope' }])
  if (wish.kind === 'secret' && wish.scopes.length === 0) throw new LotseError('input', 'no_scope', `A secret key needs at least one scope of ${SCOPES.join(', ')}.`, [{ path: 'scopes', message: 'empty' }])
  const scopes = wish.kind === 'publishable' ? PUBLISHABLE : (wish.scopes as Scope[])
  const key = `${wish.kind === 'publishable' ? 'pk' : 'sk'}_${randomBytes(24).toString('base64url')}`
  const keyId = newId<KeyId>(now)
  await store.db.insert(apiKeys).values({ keyId, name: wish.name, kind: wish.kind, hash: hashKey(key), hint: key.slice(0, 7), scopes: [...scopes], createdAt: now })
  await audit(store, { actor, action: 'key.created', subject: keyId, detail: { kind: wish.kind, scopes: [...scopes] } }, now)
  return { keyId, name: wish.name, kind: wish.kind, scopes, key }
}

/** The key's rights, or null when it is unknown or revoked. */
export async function findKey(store: Store, key: string): Promise<ApiKey | null> {
  const [row] = await store.db.select().from(apiKeys).where(and(eq(apiKeys.hash, hashKey(key)), isNull(apiKeys.revokedAt))).limit(1)
  return row === undefined ? null : { keyId: row.keyId as KeyId, name: row.name, kind: row.kind, scopes: row.scopes as Scope[] }
}

export type ListedKey = ApiKey & { readonly hint: string; readonly createdAt: Date; readonly revokedAt: Date | null }

export async function listKeys(store: Store): Promise<ListedKey[]> {
  const rows = await store.db.select().from(apiKeys).orderBy(apiKeys.createdAt)
  return rows.map((row) => ({ keyId: row.keyId as KeyId, name: row.name, kind: row.kind, scopes: row.scopes as Scope[], hint: row.hint, createdAt: row.createdAt, revokedAt: row.revokedAt }))
}

/** From the next look-up on the key opens nothing. Revoking twice is harmless. */
export async function revokeKey(store: Store, keyId: string, actor: string, now: Date): Promise<void> {
  const found = await store.db.update(apiKeys).set({ revokedAt: now }).where(and(eq(apiKeys.keyId, keyId), isNull(apiKeys.revokedAt))).returning({ keyId: apiKeys.keyId })
  if (found.length > 0) {
    await audit(store, { actor, action: 'key.revoked', subject: keyId, detail: {} }, now)
    return
  }
  const [known] = await store.db.select({ keyId: apiKeys.keyId }).from(apiKeys).where(eq(apiKeys.keyId, keyId))
  if (known === undefined) throw new LotseError('missing', 'key_unknown', 'There is no key with this id. List them with: lotse keys list')
}

export function hasScope(key: ApiKey, scope: Scope): boolean {
  return key.scopes.includes(scope) || key.scopes.includes('admin')
}
