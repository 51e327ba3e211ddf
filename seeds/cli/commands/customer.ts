import { once } from 'node:events'
import { erasePerson } from '../../../engine/exports/erasePerson.ts'
import { exportPerson } from '../../../engine/exports/exportPerson.ts'
import { LotseError } from '../../../engine/errors.ts'
import type { LotseCommand } from '../command.ts'
import { clock, withStore } from '../context.ts'

export const customerCommand: LotseCommand = {
  usage: 'customer <export|erase> <userId>',
  description: 'the rights of a person: everything held of them as JSON, or its erasure with a receipt',
  options: [['--yes', 'erase without asking back: what is erased does not come again']],
  run: async (output, [action, userId], options) => {
    if (typeof userId !== 'string') throw new LotseError('input', 'id_missing', 'Name the customer by the user id the shop knows.')
    if (action === 'export') {
      // Written as it is read: a life with a shop may be longer than memory.
      await withStore(async (store) => {
        for await (const part of await exportPerson(store, userId, clock())) if (!process.stdout.write(part)) await once(process.stdout, 'drain')
      })
      process.stdout.write('\n')
      return
    }
    if (action !== 'erase') throw new LotseError('input', 'unknown_action', `customer ${String(action)}: use export or erase.`)
    if (options.yes !== true) throw new LotseError('input', 'not_confirmed', 'Erasing cannot be undone. Say --yes to go on.')
    const receipt = await withStore((store) => erasePerson(store, userId, 'cli', clock()))
    output.result(receipt, () => [JSON.stringify(receipt, null, 2)])
  },
}
