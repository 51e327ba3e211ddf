import { existsSync } from 'node:fs'
import path from 'node:path'
import { LotseError } from '../../../../engine/errors.ts'
import { createIds, type Ids } from '../../read/ids.ts'
import { readSequences, type Sequence } from '../../read/sequences.ts'
import { fileIn, readFields } from '../../read/text.ts'
import type { Sensitive } from '../material.ts'
import { alignPairs, type Pairs } from './refine.ts'

/** What is known of a film; null where its title names no year. */
export type Film = { readonly genres: readonly string[]; readonly decade: string | null }

export type Films = {
  /** Films of each person, oldest first. */
  readonly sequences: readonly Sequence[]
  readonly films: readonly Film[]
  readonly sensitive: readonly Sensitive[]
}

const PAIRS = 'train.pairs.tsv'
/** The sequences leave out films that fewer people saw. */
const LEAST_SEEN = 5

/**
 * MovieLens-1M: the sequences of SASRec's authors, which number people and films anew, beside the original people and films. Who is who comes
 * from the pairs of NCF's split, which keep the original numbers and lie in the same folder or in ml-1m-ncf beside it: both hold the same
 * people and films, and nobody saw what another did.
 */
export async function readFilms(folder: string, read: (share: number) => void): Promise<Films> {
  const [people, items] = [createIds(), createIds()]
  const sequences = await readSequences(fileIn(folder, ['sasrec_sequences.txt']), people, items)
  read(0.4)
  const [rawPeople, rawItems] = [createIds(), createIds()]
  const original = await readOriginal(pairsFolder(folder), rawPeople, rawItems)
  read(0.8)
  const same = alignPairs(pairsOf(sequences, items.count()), original)
  if (same === null) throw new LotseError('input', 'numbering_unknown', `The sequences in ${folder} and the pairs of ${PAIRS} are not of the same people and films.`)
  const films = await readMovies(fileIn(folder, ['movies.dat']))
  const told = await readPeople(fileIn(folder, ['users.dat']))
  const [rawFilm, rawPerson] = [rawItems.all(), rawPeople.all()]
  const persons = Array.from(same.person, (place) => told.get(rawPerson[place]) ?? null)
  return {
    sequences,
    films: Array.from(same.item, (place) => films.get(rawFilm[place]) ?? { genres: [], decade: null }),
    sensitive: SENSITIVE.map((name, field) => ({ name, of: persons.map((each) => each?.[field] ?? null) })),
  }
}

const SENSITIVE = ['gender', 'age', 'occupation', 'zip (first digit)'] as const

function pairsFolder(folder: string): string {
  const found = [folder, path.join(folder, '..', 'ml-1m-ncf')].find((each) => [PAIRS, `${PAIRS}.gz`].some((name) => existsSync(path.join(each, name))))
  if (found === undefined) throw new LotseError('input', 'file_missing', `Neither ${folder} nor ml-1m-ncf beside it has ${PAIRS} (or .gz): without it nobody knows who and what the sequences speak of.`)
  return found
}

function pairsOf(sequences: readonly Sequence[], items: number): Pairs {
  const person = sequences.flatMap((own, who) => own.map(() => who))
  return { people: sequences.length, items, person: Int32Array.from(person), item: Int32Array.from(sequences.flat()) }
}

/** NCF numbers people from 0 instead of 1 and films by their first appearance; its test item is the last of each person's. */
async function readOriginal(folder: string, people: Ids, items: Ids): Promise<Pairs> {
  const names = new Map((await readFields(fileIn(folder, ['item_map_ncf_to_raw.tsv']), ['item', 'movie'], '\t')).map(({ fields }) => [fields[0], fields[1]]))
  const pairs = [...await readFields(fileIn(folder, [PAIRS]), ['user', 'item'], '\t'), ...await readFields(fileIn(folder, ['test.rating']), ['user', 'item'], '\t')]
  const seen = new Map<string, number>()
  for (const { fields: [, item] } of pairs) seen.set(item, (seen.get(item) ?? 0) + 1)
  const kept = pairs.filter(({ fields }) => (seen.get(fields[1]) ?? 0) >= LEAST_SEEN)
  const person = Int32Array.from(kept, ({ fields }) => people.of(String(Number(fields[0]) + 1)))
  const item = Int32Array.from(kept, ({ fields }) => items.of(names.get(fields[1]) ?? ''))
  return { people: people.count(), items: items.count(), person, item }
}

async function readMovies(file: string): Promise<Map<string, Film>> {
  const lines = await readFields(file, ['movie', 'title', 'genres'], '::')
  return new Map(lines.map(({ fields: [id, title, genres] }) => {
    const year = /\((\d{3})\d\)$/.exec(title)?.[1]
    return [id, { genres: genres.split('|'), decade: year === undefined ? null : `${year}0s` }]
  }))
}

/** Ages by the lowest of each range, occupations by their number (README of the data). */
const AGES: Readonly<Record<string, string>> = { 1: 'under 18', 18: '18–24', 25: '25–34', 35: '35–44', 45: '45–49', 50: '50–55', 56: '56 and over' }
const OCCUPATIONS = [
  'other', 'academic', 'artist', 'clerical', 'student', 'customer service', 'health care', 'executive', 'farmer', 'homemaker', 'pupil', 'lawyer', 'programmer', 'retired', 'sales', 'scientist',
  'self-employed', 'engineer', 'craftsman', 'unemployed', 'writer',
]

async function readPeople(file: string): Promise<Map<string, readonly (string | null)[]>> {
  const lines = await readFields(file, ['user', 'gender', 'age', 'occupation', 'zip'], '::')
  return new Map(lines.map(({ fields: [id, gender, age, occupation, zip] }) => [id, [gender, AGES[age] ?? age, OCCUPATIONS[Number(occupation)] ?? occupation, /^\d/.test(zip) ? zip[0] : null]]))
}
