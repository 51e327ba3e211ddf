import { createKey, listKeys, revokeKey } from '../../../engine/access/keys.ts'
import { tokenSecret } from '../../../engine/decisions/customerToken.ts'
import { LotseError } from '../../../engine/errors.ts'
import type { LotseCommand, Options } from '../command.ts'
import { clock, withStore } from '../context.ts'
import type { Output } from '../output.ts'

const listOf = (text: string | boolean | undefined) => typeof text === 'string' ? text.split(',').map((word) => word.trim()).filter((word) => word !== '') : []

async function create(output: Output, options: Options): Promise<void> {
  const key = await withStore((store) => createKey(store, {
    name: typeof options.name === 'string' ? options.name : 'unnamed',
    kind: options.publishable === true ? 'publishable' : 'secret', scopes: listOf(options.scopes),
  }, 'cli', clock()))
  output.result({ id: key.keyId, key: key.key, scopes: key.scopes }, () => [`${key.key}`, `id ${key.keyId}, scopes ${key.scopes.join(' ')}. The key is shown this once.`])
}

async function list(output: Output): Promise<void> {
  const keys = await withStore(listKeys)
  output.result({ keys: keys.map(({ keyId, ...rest }) => ({ id: keyId, ...rest })) },
    () => keys.length === 0 ? ['No keys yet: lotse keys create --scopes ingest,decide'] : keys.map((key) => `${key.keyId}  ${key.hint}…  ${key.name}  ${key.scopes.join(' ')}${key.revokedAt === null ? '' : '  revoked'}`))
}

/** What a shop's server signs customer tokens with. One that is configured is known to whoever configured it, and not shown. */
async function secret(output: Output): Promise<void> {
  await withStore(async (store, config) => {
    if (config.secret !== null) return output.result({ from: 'LOTSE_SECRET' }, () => ['Customer tokens are signed with LOTSE_SECRET, which is set.'])
    const own = await tokenSecret(store, null)
    output.result({ from: 'installation', secret: own }, () => [own])
  })
}

export const keysCommand: LotseCommand = {
  usage: 'keys <create|list|revoke|secret> [id]',
  description: 'API keys: create one with --scopes, list them, revoke one by id; the secret that signs customer tokens',
  options: [['--scopes <a,b>', 'scopes of a secret key'], ['--publishable', 'a key for web pages: sends events, asks for decisions'], ['--name <name>', 'what it is for', 'unnamed']],
  run: async (output, [action, id], options) => {
    if (action === 'create') return create(output, options)
    if (action === 'list') return list(output)
    if (action === 'secret') return secret(output)
    if (action !== 'revoke') throw new LotseError('input', 'unknown_action', `keys ${String(action)}: use create, list, revoke or secret.`)
    if (typeof id !== 'string') throw new LotseError('input', 'id_missing', 'keys revoke needs the id that keys list shows.')
    await withStore((store) => revokeKey(store, id, 'cli', clock()))
    output.result({ id, revoked: true }, () => ['Revoked.'])
  },
}
