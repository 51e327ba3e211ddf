import { inject } from 'vitest'
import { connect, type Store } from '../connect.ts'
import { at, open } from './globalSetup.ts'

let made = 0

/** A migrated, empty database of this test file's own, on the real server; gone when closed. */
export async function createTestStore(): Promise<Store> {
  const server = inject('server')
  const name = `lotse_test_${process.pid}_${made++}`
  const admin = open(server)
  for (let tries = 0; ; tries++) {
    try {
      await admin.unsafe(`create database ${name} template ${inject('template')}`)
      break
    } catch (error) {
      // 55006: another file copies the template at this moment.
      if ((error as { code?: string }).code !== '55006' || tries > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await admin.end()
  return connect(at(server, name), 4, async () => {
    const again = open(server)
    await again.unsafe(`drop database if exists ${name} with (force)`)
    await again.end()
  })
}
