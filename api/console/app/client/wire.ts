import type { PersonaFacts } from '../../../../engine/personas/facts.ts'

/** What the API answers. The routes' schemas are the authority; only their types cross. */
export type Facts = PersonaFacts
export type PersonaStatus = 'draft' | 'in_review' | 'approved' | 'published' | 'retired'
export type Persona = {
  id: string; name: string; description: string; named: { name: boolean; description: boolean }; status: PersonaStatus; version: number
  bornRunId: string; runId: string; createdAt: string; updatedAt: string; facts: Facts
}
export type KRow = { k: number; inertia: number; silhouette: number; stability: number; weakest: number; agreement: number; smallestShare: number; largeEnough: boolean }
export type PersonaRun = { id: string; asOf: string; n: number; k: number; choice: { k: number; reason: string; table: KRow[]; rowsUsed: number }; createdAt: string; completedAt: string | null }
export type Page<T> = { data: T[]; nextCursor: string | null }
