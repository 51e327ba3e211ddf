import { LotseError } from '../../errors.ts'
import type { PersonaStatus } from '../../store/schema/learning.ts'

/** `lose`: a run found no such group any more; `absorb`: it was put into another. Both end a life, as `retire` does. */
export type LifeEvent = 'submit' | 'approve' | 'reject' | 'publish' | 'retire' | 'absorb' | 'lose'

/** What has to happen beside the change: `announce` whoever decides with published personas must hear of it. */
export type LifeEffect = 'announce'

export type Step = { readonly state: PersonaStatus; readonly effects: readonly LifeEffect[] }

const step = (state: PersonaStatus, ...effects: LifeEffect[]): Step => ({ state, effects })
const ENDS = { retire: step('retired'), absorb: step('retired'), lose: step('retired') }

/** draft → in_review → approved → published → retired; what is not in here is not allowed. */
const LIFE: Readonly<Record<PersonaStatus, Readonly<Partial<Record<LifeEvent, Step>>>>> = {
  draft: { submit: step('in_review'), ...ENDS },
  in_review: { approve: step('approved'), reject: step('draft'), ...ENDS },
  approved: { publish: step('published', 'announce'), reject: step('draft'), ...ENDS },
  published: { retire: step('retired', 'announce'), absorb: step('retired', 'announce'), lose: step('retired', 'announce') },
  retired: {},
}

/** The next state, or `persona_state` (conflict) saying what would be possible. */
export function nextStep(state: PersonaStatus, event: LifeEvent): Step {
  const next = LIFE[state][event]
  if (next !== undefined) return next
  const possible = Object.keys(LIFE[state]).filter((each) => each !== 'absorb' && each !== 'lose')
  const words = possible.length === 0 ? 'Nothing can be done with it any more.' : `Possible now: ${possible.join(', ')}.`
  throw new LotseError('conflict', 'persona_state', `A persona that is ${state.replace('_', ' ')} cannot ${VERB[event]}. ${words}`, [{ path: 'status', message: state }])
}

const VERB: Readonly<Record<LifeEvent, string>> = {
  submit: 'be submitted', approve: 'be approved: it has to be submitted first', reject: 'be sent back', publish: 'be published: it has to be approved first', retire: 'be retired',
  absorb: 'be merged into another', lose: 'be lost',
}
