import { setTimeout as sleep } from 'node:timers/promises'
import type { CustomerId, DecisionId, KeyId } from '../ids.ts'
import { wordsOf, type ServingLog } from '../recommender/modelHolder.ts'
import type { Store } from '../store/connect.ts'
import type { Lot } from './offers/lots.ts'
import type { DecideAnswer } from './request.ts'

/** What is kept of a decision: whose profile was read (nobody's: the nil UUID), what was shown, why, and with what chance. */
export type LoggedDecision = {
  readonly customerId: CustomerId
  readonly decidedAt: Date
  readonly decisionId: DecisionId
  readonly keyId: KeyId
  readonly answer: DecideAnswer
  /** By slot, what lots decided about offers: what was withheld is no less a part of the decision. */
  readonly lots?: readonly (readonly Lot[])[]
  readonly tookMicros: number
}

export type DecisionLog = {
  /** Never waits and never fails. */
  readonly add: (decision: LoggedDecision) => void
  /** A decision that is not written yet. */
  readonly pending: (decisionId: string) => LoggedDecision | null
  /** Decisions given up because the database stayed away for too long. */
  readonly dropped: () => number
  /** Writes what is there; resolves when it is committed. */
  readonly close: () => Promise<void>
}

const FLUSH_MS = 20
const MOST_ROWS = 500
/** About 100 MB; at 3,000 decisions a second seven seconds without a database. */
const LONGEST = 20_000
const RETRY_MS = 250
const CLOSE_TRIES = 4
/** Failures in a row, a quarter of a second apart. */
const COMPLAIN_EVERY = 20

/**
 * Writes decisions in batches, at most 20 ms or 500 rows after they were made, off the path of the answer. What this costs: an answer is
 * out before its row is committed, so a process killed on the spot (SIGKILL, power) takes the last 20 ms of rows with it, and more while
 * the database is away. An ordinary stop writes them. While the database is away the newest 20,000 are kept and tried again; older ones
 * are dropped and counted.
 */
export function openDecisionLog(store: Store, log: ServingLog): DecisionLog {
  let waiting: LoggedDecision[] = []
  let writing: readonly LoggedDecision[] = []
  let current: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let dropped = 0
  let monthsUntil = 0
  let failures = 0

  const write = async (rows: readonly LoggedDecision[]) => {
    const times = rows.map((row) => row.decidedAt.getTime())
    if (Math.max(...times) >= monthsUntil) {
      const from = new Date(Math.min(...times))
      const until = new Date(Math.max(...times) + 7 * 86_400_000)
      await store.sql`select lotse_ensure_months(${from}, ${until})`
      monthsUntil = Date.UTC(until.getUTCFullYear(), until.getUTCMonth(), 1)
      if (monthsUntil <= Math.max(...times)) monthsUntil = Date.UTC(until.getUTCFullYear(), until.getUTCMonth() + 1, 1)
    }
    await insert(store, rows)
  }
  const flush = async () => {
    while (waiting.length > 0) {
      writing = waiting.slice(0, MOST_ROWS)
      waiting = waiting.slice(MOST_ROWS)
      try {
        await write(writing)
        writing = []
        failures = 0
      } catch (error) {
        waiting = [...writing, ...waiting]
        writing = []
        const over = waiting.length - LONGEST
        if (over > 0) {
          waiting = waiting.slice(over)
          dropped += over
        }
        if (failures++ % COMPLAIN_EVERY === 0) log.warn(`decisions not written (${wordsOf(error)}): ${waiting.length} wait, ${dropped} dropped`)
        throw error
      }
    }
  }
  const start = () => {
    timer = null
    current ??= flush().then(() => { current = null }, () => {
      current = null
      timer ??= setTimeout(start, RETRY_MS).unref()
    })
  }
  return {
    add: (decision) => {
      waiting.push(decision)
      if (waiting.length >= MOST_ROWS && current === null && failures === 0) {
        if (timer !== null) clearTimeout(timer)
        start()
      } else if (timer === null && current === null) timer = setTimeout(start, FLUSH_MS)
      else if (waiting.length > 2 * LONGEST) {
        dropped += LONGEST
        waiting = waiting.slice(LONGEST)
      }
    },
    pending: (id) => writing.find((row) => row.decisionId === id) ?? waiting.find((row) => row.decisionId === id) ?? null,
    dropped: () => dropped,
    close: async () => {
      if (timer !== null) clearTimeout(timer)
      for (let tries = 0; tries < CLOSE_TRIES; tries++) {
        await current
        if (timer !== null) clearTimeout(timer)
        if (waiting.length === 0 || await flush().then(() => true, () => false)) return
        await sleep(RETRY_MS)
      }
      log.warn(`${waiting.length} decisions lost: the database did not take them before the stop`)
    },
  }
}

async function insert(store: Store, rows: readonly LoggedDecision[]): Promise<void> {
  const values = rows.map(({ customerId, decidedAt, decisionId, keyId, answer, lots, tookMicros }) => ({
    customer_id: customerId, decided_at: decidedAt.toISOString(), decision_id: decisionId, personalised: answer.personalised, degraded: answer.degraded,
    purpose: answer.consent.purpose, allowed: answer.consent.allowed, reason: answer.consent.reason, record_id: answer.consent.recordId, policy_version: answer.consent.policyVersion,
    persona_id: answer.persona?.id ?? null, slots: answer.slots.map(({ slot, source, items }, at) => ({ slot, source, items: items.map(({ id, score, propensity }) => ({ id, score, propensity })), ...lots?.[at] === undefined || lots[at].length === 0 ? {} : { lots: lots[at] } })),
    versions: answer.versions, key_id: keyId, took_micros: tookMicros,
  }))
  await store.sql`
    insert into decisions select * from jsonb_to_recordset(${store.sql.json(values)}) as r (customer_id uuid, decided_at timestamptz, decision_id uuid, personalised boolean, degraded boolean,
      purpose text, allowed boolean, reason text, record_id uuid, policy_version text, persona_id uuid, slots jsonb, versions jsonb, key_id uuid, took_micros int)
    on conflict do nothing`
}
