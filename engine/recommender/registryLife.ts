import type { ArtefactStatus } from '../store/schema/learning.ts'

/** The kind of artefact that this room makes; other rooms keep theirs in the same registry. */
export const KIND = 'recommender'

export const MODEL_STEPS = ['publish', 'canary', 'rollback'] as const
export type ModelStep = (typeof MODEL_STEPS)[number]

/** `readable`: its bytes are still kept. `previous`: what it took over from can be served again. */
export type Standing = { readonly status: ArtefactStatus; readonly readable: boolean; readonly previous: boolean }

/**
 * What may be done with an artefact where it stands. Whatever passed its gate and still has its bytes may be published or tried; a canary
 * may be withdrawn; a published one gives way to the one before it. What failed its gate is never served.
 */
export function stepsFrom({ status, readable, previous }: Standing): readonly ModelStep[] {
  switch (status) {
    case 'candidate':
    case 'retired': return readable ? ['publish', 'canary'] : []
    case 'canary': return ['publish', 'canary', 'rollback']
    case 'published': return previous ? ['rollback'] : []
    case 'rejected': return []
  }
}

/** Why a step is not among them, and what to do instead. */
export function refusalOf(step: ModelStep, { status, readable }: Standing): { readonly code: string; readonly words: string } {
  if (status === 'rejected') return { code: 'gate_failed', words: 'This model did not pass its gate: it is never served. Its card says why.' }
  if (step === 'rollback' && status === 'published') return { code: 'nothing_before', words: 'There is no model before this one that could be served. Publish another one, or train one with lotse run recommender.' }
  if (step === 'rollback') return { code: 'not_served', words: 'Only what is served, published or as a canary, can be rolled back.' }
  if (!readable) return { code: 'bytes_pruned', words: 'The bytes of this model are no longer kept. Train another one with lotse run recommender.' }
  return { code: 'already_published', words: 'This model is published: every visitor who is no canary\'s gets it.' }
}
