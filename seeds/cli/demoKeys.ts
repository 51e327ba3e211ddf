import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createKey, findKey } from '../../engine/access/keys.ts'
import type { Config } from '../../engine/config.ts'
import type { Store } from '../../engine/store/connect.ts'

export type DemoKeys = { readonly secret: string; readonly publishable: string }

/** The demo's keys: made once and kept beside the embedded database for its owner's eyes; on a database elsewhere made anew each time, as no place is theirs. */
export async function demoKeys(store: Store, config: Config, now: Date): Promise<DemoKeys> {
  const file = 'folder' in config.store ? path.join(path.dirname(config.store.folder), 'demo-keys.json') : null
  const kept = file === null ? null : readKept(file)
  if (kept !== null && await findKey(store, kept.secret) !== null && await findKey(store, kept.publishable) !== null) return kept
  const secret = await createKey(store, { name: 'demo', kind: 'secret', scopes: ['admin'] }, 'demo', now)
  const publishable = await createKey(store, { name: 'demo shop', kind: 'publishable', scopes: [] }, 'demo', now)
  const keys = { secret: secret.key, publishable: publishable.key }
  if (file !== null) writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
  return keys
}

function readKept(file: string): DemoKeys | null {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoKeys>
    return typeof kept.secret === 'string' && typeof kept.publishable === 'string' ? { secret: kept.secret, publishable: kept.publishable } : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}
