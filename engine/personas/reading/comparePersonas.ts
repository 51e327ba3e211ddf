import { standardisedDifference } from '../../../models/effect.ts'
import { LotseError } from '../../errors.ts'
import { isUuid, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { LEAST_PEOPLE, PersonaFacts, type Told, type Words } from '../meaning/facts.ts'
import { unknownPersona } from './readPersonas.ts'
import { readStaying } from './staying.ts'

/** A feature of two personas: means in its unit, and Hedges' g of the first against the second with its 95 % interval (null where neither varies). */
export type ComparedFeature = {
  readonly column: string; readonly group: string; readonly label: Words; readonly unit: string
  readonly a: number; readonly b: number; readonly effect: number | null; readonly low: number | null; readonly high: number | null
}
export type Comparison = { readonly a: Side; readonly b: Side; readonly features: readonly ComparedFeature[] }
/** A persona as one run found it. */
export type Side = { readonly id: PersonaId; readonly runId: RunId; readonly asOf: Date }

const DIGITS = 3

/**
 * Two personas beside each other, or one persona in two runs, most different features first. Without a run the last that found the persona.
 * Throws `persona_unknown`, `not_in_run`, `persona_withheld` (conflict).
 */
export async function comparePersonas(store: Pick<Store, 'sql'>, a: Asked, b: Asked, now: Date): Promise<Comparison> {
  const [one, other] = await Promise.all([a, b].map((asked) => readSide(store, asked, now)))
  const ofOther = new Map(other!.told.map((told) => [told.column, told]))
  const features = one!.told.flatMap((told): ComparedFeature[] => {
    const against = ofOther.get(told.column)
    return against === undefined ? [] : [compared(told, against)]
  })
  return { a: one!.side, b: other!.side, features: features.sort((x, y) => Math.abs(y.effect ?? 0) - Math.abs(x.effect ?? 0) || (x.column < y.column ? -1 : 1)) }
}

export type Asked = { readonly id: string; readonly runId?: string | undefined }

async function readSide(store: Pick<Store, 'sql'>, { id, runId }: Asked, now: Date): Promise<{ side: Side; told: readonly Told[] }> {
  if (!isUuid(id)) throw unknownPersona()
  if (runId !== undefined && !isUuid(runId)) throw notInRun()
  const [known] = await store.sql<{ run_id: RunId }[]>`select run_id from personas where persona_id = ${id}`
  if (known === undefined) throw unknownPersona()
  const run = (runId ?? known.run_id) as RunId
  const [row] = await store.sql<{ facts: unknown; as_of: Date }[]>`select f.facts, r.as_of from persona_profiles f join persona_runs r using (run_id) where f.persona_id = ${id} and f.run_id = ${run}`
  if (row === undefined) throw notInRun()
  const facts = PersonaFacts.parse(row.facts)
  const left = (await readStaying(store, [known.run_id], now)).get(known.run_id)?.ofPersona.get(id as PersonaId) ?? 0
  if (facts.withheld || left < LEAST_PEOPLE) throw new LotseError('conflict', 'persona_withheld', 'One of them has too few people to be told of.')
  return { side: { id: id as PersonaId, runId: run, asOf: row.as_of }, told: facts.told }
}

function notInRun(): LotseError {
  return new LotseError('missing', 'not_in_run', 'That run did not find this persona. List runs with GET /v1/persona-runs.')
}

function compared(a: Told, b: Told): ComparedFeature {
  const size = standardisedDifference(momentsOf(a), momentsOf(b))
  return { column: a.column, group: a.group, label: a.label, unit: a.unit, a: shown(a.mean), b: shown(b.mean), effect: figure(size?.g), low: figure(size?.low), high: figure(size?.high) }
}

function momentsOf({ customers, scaled }: Told) {
  return { n: customers, mean: scaled.mean, variance: scaled.deviation ** 2 }
}

function shown(value: number): number {
  return Number(value.toPrecision(DIGITS))
}

function figure(value: number | undefined): number | null {
  return value === undefined ? null : shown(value)
}
