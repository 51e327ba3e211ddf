import { CHANGED_SHARE, type Month, type PersonaLife } from './evaluatePersonaLife.ts'
import type { Moved } from './compare.ts'

const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3))
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const share = ({ people, moved, arrived }: Moved, who: string) => `${people === 0 ? '–' : percent(moved / people)} of ${people} who ${who}${moved === 0 ? '' : ` (${percent(arrived / moved)} of them to where their kind is)`}`

/** The study in lines for a person. */
export function personaLifeLines({ data, months, published, kept, leastStability, leastOfSame, repeated, seed }: PersonaLife): string[] {
  return [
    `persona-life, seed ${seed}: ${data.customers} customers, ${data.events} events until ${data.until.slice(0, 10)}; ${data.changed} became somebody else within three months (${percent(CHANGED_SHARE)} were asked for)`,
    ...months.flatMap(monthLines),
    '',
    `published personas found again by every run: ${kept} of ${published}; least bootstrap Jaccard ${figure(leastStability)}, least adjusted Rand of those who stayed the same ${figure(leastOfSame)}`,
    repeated.identical ? `run again, month 0 gave the same to the bit: ${repeated.members} members, profiles and model`
      : `run again, month 0 gave something else: rows that differ ${Object.entries(repeated.differing).map(([kind, n]) => `${kind} ${n}`).join(', ')}`,
    '',
  ]
}

function monthLines({ asOf, n, undetermined, k, reason, adjustedRand, ofSame, personas, lost, sinceFirst: { changed, same }, sinceBefore }: Month, month: number): string[] {
  const all = changed.moved + same.moved
  return [
    '', `month ${month}, ${asOf.slice(0, 10)}: n = ${n} (${undetermined} in no persona), k = ${k} (${reason}), adjusted Rand ${figure(adjustedRand)}${month === 0 ? '' : `, of those who stayed the same ${figure(ofSame)}`}`,
    '  persona      size   bootstrap  with before',
    ...personas.map(({ id, name, size, stability, jaccard, became, status }) =>
      `  ${id.slice(-8)} ${String(size).padStart(8)}   ${figure(stability).padEnd(9)}  ${figure(jaccard).padEnd(7)} ${became.padEnd(10)} ${status.padEnd(10)} ${name}`),
    ...lost.map(({ id, name }) => `  ${id.slice(-8)}        lost ${name}`),
    ...(sinceBefore === null ? [] : [
      `  moved since month 0: ${share(changed, 'changed')}, ${share(same, 'did not')}; ${all === 0 ? 'nobody moved' : `${percent(changed.moved / all)} of the movers had changed`}`,
      `  moved since the month before: ${share(sinceBefore.changed, 'changed in it')}, ${share(sinceBefore.same, 'did not')}`,
    ]),
  ]
}
