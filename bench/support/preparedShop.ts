import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openStore, type Store } from '../../engine/store/connect.ts'
import { migrateStore } from '../../engine/store/migrate.ts'
import type { ShopSize } from './drawShop.ts'
import { loadShop } from './loadShop.ts'

/** The moment up to which drawn shops have a history. */
export const UNTIL = new Date('2026-06-01T00:00:00Z')

/** A drawn shop of this size in PostgreSQL: drawn and loaded once, untimed, into the folder, and used again from there. */
export async function preparedShop(size: ShopSize, given: string | undefined): Promise<Store> {
  const folder = path.resolve(given ?? path.join('.lotse', `bench-${size.customers}-${size.items}-${size.events}`))
  const mark = path.join(folder, 'prepared.json')
  const wanted = JSON.stringify(size)
  mkdirSync(folder, { recursive: true })
  const store = await openStore({ folder: path.join(folder, 'pg') })
  await migrateStore(store)
  if (existsSync(mark)) {
    if (readFileSync(mark, 'utf8') !== wanted) throw new Error(`${folder} holds another shop: name another folder with --data.`)
    return store
  }
  const started = performance.now()
  await loadShop(store, size, UNTIL)
  writeFileSync(mark, wanted)
  console.log(`The shop was drawn and loaded in ${Math.round((performance.now() - started) / 1000)} s (not part of the measurement).`)
  return store
}
