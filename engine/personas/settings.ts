import { z } from 'zod'
import { auditIn } from '../access/audit.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { LEAST_PEOPLE } from './meaning/facts.ts'
import { isText, NO_TEXT } from './text.ts'

const weight = z.number().min(0).max(10)
const word = (most: number) => z.string().min(1).max(most).refine(isText, NO_TEXT)
const Range = z.object({ from: z.int().min(2).max(40), to: z.int().min(2).max(40) }).refine(({ from, to }) => from <= to, 'from must not be above to')

/** How personas are looked for and what they must pass. Kept with each run, so that its result can be had again. */
export const PersonaSettings = z.object({
  /** k-means; a Gaussian mixture (soft from the start, groups of unlike width); non-negative matrix factorisation (groups of parts). */
  method: z.enum(['kmeans', 'mixture', 'nmf']).default('kmeans'),
  /** Numbers of groups tried; from = to sets one. */
  k: Range.default({ from: 2, to: 12 }),
  scaling: z.enum(['robust', 'quantile']).default('robust'),
  /** Principal components the groups are found on; null: the columns themselves. */
  components: z.int().min(2).max(100).nullable().default(null),
  /** Weight of the columns of a group of features against the others; 1 where none is given, 0 leaves the group out. */
  blockWeights: z.object({ history: weight, value: weight, place: weight, browsing: weight, experience: weight }).partial().default({}),
  /** Columns that decide nothing, by name; `category:*` names all that begin so. They are still told of each persona. */
  exclude: z.array(word(120)).max(200).default([]),
  /** A group has at least so many people, and at least this share of them. */
  leastPeople: z.int().min(LEAST_PEOPLE).max(100_000).default(LEAST_PEOPLE),
  leastShare: z.number().min(0).max(0.2).default(0.02),
  /** Traits of customers that may not stand behind a persona. They never enter; each run asks how much of them shines through. */
  sensitive: z.array(word(80)).max(20).default([]),
  /** Whose two nearest personas lie closer together than this (difference of soft weights) belongs to neither. */
  undeterminedBelow: z.number().min(0).max(0.9).default(0.05),
  /** A person moves to another persona when it leads by `margin`, or was ahead `runs` times in a row. */
  hold: z.object({ margin: z.number().min(0).max(1), runs: z.int().min(1).max(10) }).default({ margin: 0.3, runs: 2 }),
  /** Whoever handed a persona in may not approve it. */
  fourEyes: z.boolean().default(false),
  /** How many alerts a year may be false, over all features and sizes together, at one run a day. */
  falseAlarmsPerYear: z.number().min(0.01).max(100).default(1),
}).meta({ id: 'PersonaSettings' })
export type PersonaSettings = z.infer<typeof PersonaSettings>

/** Without their defaults: zod would give them to what a wish leaves out, and so set back everything else. */
type Fields = typeof PersonaSettings.shape
const fields = Object.fromEntries(Object.entries(PersonaSettings.shape).map(([name, field]) => [name, field.unwrap()])) as { [Name in keyof Fields]: ReturnType<Fields[Name]['unwrap']> }
export const PersonaSettingsWish = z.strictObject(fields).partial().meta({ id: 'PersonaSettingsWish' })
export type PersonaSettingsWish = z.infer<typeof PersonaSettingsWish>

const NAME = 'personas'
export const DEFAULT_SETTINGS: PersonaSettings = PersonaSettings.parse({})

export async function readPersonaSettings(store: Pick<Store, 'sql'>): Promise<PersonaSettings> {
  const [row] = await store.sql<{ value: unknown }[]>`select value from installation where name = ${NAME}`
  return row === undefined ? DEFAULT_SETTINGS : PersonaSettings.parse(row.value)
}

/** Changes what is named and leaves the rest. The next run goes by it. Throws `nothing_to_change`, `too_many_groups`, `nothing_left`. */
export async function changePersonaSettings(store: Store, wish: PersonaSettingsWish, actor: string, now: Date): Promise<PersonaSettings> {
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined))
  if (Object.keys(given).length === 0) throw new LotseError('input', 'nothing_to_change', 'Name at least one setting to change. GET /v1/personas/settings shows them.')
  return store.sql.begin(async (tx) => {
    await tx`insert into installation (name, value) values (${NAME}, ${tx.json(DEFAULT_SETTINGS)}) on conflict (name) do nothing`
    const [row] = await tx<{ value: unknown }[]>`select value from installation where name = ${NAME} for update`
    const settings = PersonaSettings.parse({ ...PersonaSettings.parse(row?.value ?? {}), ...given })
    requireSense(settings)
    await tx`update installation set value = ${tx.json(settings)} where name = ${NAME}`
    await auditIn(tx, { actor, action: 'personas.settings', subject: NAME, detail: given }, now)
    return settings
  })
}

/** More groups than this of the slower methods would hold the worker for hours. */
const MOST_OF_SLOW = 12

function requireSense({ method, k, blockWeights, exclude }: PersonaSettings): void {
  if (method !== 'kmeans' && k.to > MOST_OF_SLOW) throw new LotseError('input', 'too_many_groups', `With ${method} at most ${MOST_OF_SLOW} groups are tried: set k.to, or use kmeans.`, [{ path: 'k.to', message: `at most ${MOST_OF_SLOW}` }])
  if (exclude.includes('*')) throw new LotseError('input', 'nothing_left', 'An exclusion of * leaves nothing to group by.', [{ path: 'exclude', message: 'leaves nothing' }])
  const blocks = ['history', 'value', 'place', 'browsing', 'experience'] as const
  if (blocks.every((block) => blockWeights[block] === 0)) throw new LotseError('input', 'nothing_left', 'Weights of 0 for every block leave nothing to group by.', [{ path: 'blockWeights', message: 'leaves nothing' }])
}

/** Whether a column is named in `exclude`. */
export function isExcluded(exclude: readonly string[], column: string): boolean {
  return exclude.some((name) => (name.endsWith('*') ? column.startsWith(name.slice(0, -1)) : column === name))
}
