import { all, type Call } from './call.ts'
import type { Alert, Comment } from './wire.ts'

const at = (id: string) => `/v1/personas/${encodeURIComponent(id)}/comments`

export const listComments = (call: Call, id: string): Promise<Comment[]> => all<Comment>(call, at(id))
export const addComment = (call: Call, id: string, text: string): Promise<Comment> => call<Comment>('POST', at(id), { text })
/** Those that are left. */
export const deleteComment = async (call: Call, id: string, commentId: string): Promise<readonly Comment[]> => (await call<{ data: readonly Comment[] }>('DELETE', `${at(id)}/${encodeURIComponent(commentId)}`)).data
/** What nobody has looked at yet, newest first. */
export const listAlerts = (call: Call): Promise<Alert[]> => all<Alert>(call, '/v1/persona-alerts')
export const markSeen = (call: Call, id: string): Promise<Alert> => call<Alert>('POST', `/v1/persona-alerts/${encodeURIComponent(id)}/seen`, {})
