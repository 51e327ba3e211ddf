import { auditIn } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import { isUuid, newId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { unknownPersona } from '../reading/readPersonas.ts'

export type PersonaComment = { readonly id: string; readonly personaId: string; readonly at: Date; readonly by: string; readonly text: string }

/** Newest last. Throws `persona_unknown`. */
export async function listComments(store: Pick<Store, 'sql'>, personaId: string): Promise<PersonaComment[]> {
  await requirePersona(store, personaId)
  return store.sql<PersonaComment[]>`select comment_id id, persona_id "personaId", at, actor as by, text from persona_comments where persona_id = ${personaId} order by at, comment_id`
}

/** Throws `persona_unknown`. */
export async function addComment(store: Pick<Store, 'sql'>, personaId: string, text: string, actor: string, now: Date): Promise<PersonaComment> {
  await requirePersona(store, personaId)
  return store.sql.begin(async (tx) => {
    const comment = { id: newId(now), personaId, at: now, by: actor, text }
    await tx`insert into persona_comments (comment_id, persona_id, at, actor, text) values (${comment.id}, ${comment.personaId}, ${now}, ${actor}, ${text})`
    await auditIn(tx, { actor, action: 'persona.commented', subject: personaId, detail: { comment: comment.id } }, now)
    return comment
  })
}

/** For what should not have been written, such as somebody's name. Throws `comment_unknown`. */
export async function deleteComment(store: Pick<Store, 'sql'>, personaId: string, commentId: string, actor: string, now: Date): Promise<void> {
  await store.sql.begin(async (tx) => {
    const { count } = isUuid(commentId) && isUuid(personaId) ? await tx`delete from persona_comments where comment_id = ${commentId} and persona_id = ${personaId}` : { count: 0 }
    if (count === 0) throw new LotseError('missing', 'comment_unknown', 'There is no such comment on this persona.')
    await auditIn(tx, { actor, action: 'persona.comment_deleted', subject: personaId, detail: { comment: commentId } }, now)
  })
}

async function requirePersona({ sql }: Pick<Store, 'sql'>, id: string): Promise<void> {
  const rows = isUuid(id) ? await sql`select 1 from personas where persona_id = ${id}` : []
  if (rows.length === 0) throw unknownPersona()
}
