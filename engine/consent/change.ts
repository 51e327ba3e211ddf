import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { recordConsents, type ConsentStatement } from './ledger.ts'
import type { Person } from './permit.ts'
import { isPurpose, PURPOSES, type Purpose } from './purposes.ts'
import { stateOf, type PurposeState } from './state.ts'

/** A person's answers, as a form or a preference centre gives them. */
export type Answers = {
  readonly purposes: { readonly [purpose: string]: boolean }
  readonly notice?: { readonly id: string; readonly version: string; readonly language: string } | undefined
  /** How they were given: banner, preference_centre, phone … */
  readonly method?: string | undefined
  readonly source?: string | undefined
  readonly expiresAt?: Date | undefined
}

/** Records answers and says what holds from now on. Throws `unknown_purpose`. */
export async function answerConsents(store: Pick<Store, 'sql'>, person: Person, answers: Answers, actor: string, now: Date): Promise<PurposeState[]> {
  const said = Object.entries(answers.purposes).map(([purpose, allowed]): [Purpose, boolean] => [purposeOf(purpose, `purposes.${purpose}`), allowed])
  const before = new Map((await stateOf(store, person, now)).map((state) => [state.purpose, state]))
  return record(store, person, said.map(([purpose, allowed]) => ({
    purpose, allowed, status: allowed ? 'granted' : before.get(purpose)?.status === 'granted' ? 'withdrawn' : 'denied',
    method: answers.method ?? 'api', source: answers.source ?? 'api', ground: 'consent',
    ...(answers.notice === undefined ? {} : { notice: answers.notice }), ...(answers.expiresAt === undefined || !allowed ? {} : { expiresAt: answers.expiresAt }),
  })), actor, now)
}

/** Takes a yes back (Art. 7(3) GDPR: as easy as giving it). It holds from the next question to the ledger on. */
export async function withdrawConsent(store: Pick<Store, 'sql'>, person: Person, purpose: string, actor: string, now: Date): Promise<PurposeState[]> {
  return record(store, person, [{ purpose: purposeOf(purpose, 'purpose'), allowed: false, status: 'withdrawn', method: 'api', source: 'api', ground: 'consent' }], actor, now)
}

/** What an objection to direct marketing ends, profiling for it included (Art. 21(2) and (3) GDPR). */
const DIRECT_MARKETING: readonly Purpose[] = ['marketing.communications.email', 'personalize.content.profiling', 'personalize.content.profiled']

/** Records an objection, to direct marketing where no purposes are named. */
export async function objectTo(store: Pick<Store, 'sql'>, person: Person, purposes: readonly string[] | undefined, actor: string, now: Date): Promise<PurposeState[]> {
  const meant = purposes?.map((purpose, at) => purposeOf(purpose, `purposes.${at}`)) ?? DIRECT_MARKETING
  return record(store, person, meant.map((purpose) => ({ purpose, allowed: false, status: 'objected', method: 'api', source: 'api', ground: 'legitimate_interest' })), actor, now)
}

type Said = Omit<ConsentStatement, 'customerId' | 'recordedAt' | 'actor'>

async function record(store: Pick<Store, 'sql'>, person: Person, said: readonly Said[], actor: string, now: Date): Promise<PurposeState[]> {
  await recordConsents(store, said.map((each) => ({ ...each, customerId: person.personId, recordedAt: now, actor })), now)
  return stateOf(store, person, now)
}

function purposeOf(text: string, path: string): Purpose {
  if (isPurpose(text)) return text
  throw new LotseError('input', 'unknown_purpose', `This is no purpose of ours. Purposes are ${PURPOSES.join(', ')}.`, [{ path, message: 'unknown purpose' }])
}
