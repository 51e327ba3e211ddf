import type { LotseCommand } from '../command.ts'
import { secondsSince, withStore } from '../context.ts'

export const migrateCommand: LotseCommand = {
  usage: 'migrate',
  description: 'bring the database to this version\'s schema',
  run: async (output) => {
    const started = performance.now()
    await withStore(async () => {})
    output.result({ migrated: true, seconds: secondsSince(started) }, () => ['The database has this version\'s schema.'])
  },
}
