import type { Text } from '../i18n/en.ts'

/** Who did something: a key by its id, a run, or the name as the audit has it. */
export function actorWords(actor: string, t: Text): string {
  if (actor.startsWith('key:')) return t.aboutPersona.by.key(actor.slice('key:'.length))
  return actor.startsWith('job:') ? t.aboutPersona.by.run : actor
}
