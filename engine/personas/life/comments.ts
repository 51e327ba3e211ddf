import { auditIn } from '../../access/audit.ts'
import { newId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { lockPersona } from './changePersona.ts'

export type PersonaComment = { readonly id: string; readonly personaId: string; readonly at: Date; readonly by: string; readonly text: string }

/** Newest last. Throws `persona_unknown`. */
export async function listComments(store: Pick<Store, 'sql'>, personaId: string): Promise<PersonaComment[]> {
  return store.sql.begin(async (tx) => {
    const row = await lockPersona(tx, personaId)
    return tx<PersonaComment[]>`select comment_id id, persona_id "personaId", at, actor as by, text from persona_comments where persona_id = ${row.personaId} order by at, comment_id`
  })
}

/** Throws `persona_unknown`. */
export async function addComment(store: Pick<Store, 'sql'>, personaId: string, text: string, actor: string, now: Date): Promise<PersonaComment> {
  return store.sql.begin(async (tx) => {
    const row = await lockPersona(tx, personaId)
    const comment = { id: newId(now), personaId: row.personaId, at: now, by: actor, text }
    await tx`insert into persona_comments (comment_id, persona_id, at, actor, text) values (${comment.id}, ${comment.personaId}, ${now}, ${actor}, ${text})`
    await auditIn(tx, { actor, action: 'persona.commented', subject: row.personaId, detail: { comment: comment.id } }, now)
    return comment
  })
}
