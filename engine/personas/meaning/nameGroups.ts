import type { Distinction, Words } from './facts.ts'
import { phraseOf, type Phrase, type Slot } from './phrases.ts'

/** A second category is named when it is at least this strong beside the first. */
const SECOND_CATEGORY = 0.6
/** A habit belongs in a name from here on (Cohen calls 0.5 medium). */
const WORTH_NAMING = 0.5
/** Beside the categories. */
const MOST_PHRASES = 3

/**
 * A name in plain words for each group from what distinguishes it, all different from one another and from `taken`. A name
 * says who they are, when or where they come, what they like; where two would be the same, each says one thing more.
 */
export function nameGroups(groups: readonly (readonly Distinction[])[], taken: readonly Words[]): Words[] {
  const used = new Set(taken.map((name) => name.en.toLowerCase()))
  const usedInGerman = new Set(taken.map((name) => name.de.toLowerCase()))
  return groups.map((distinctions) => {
    const candidates = namesOf(distinctions)
    const name = candidates.find(({ en, de }) => !used.has(en.toLowerCase()) && !usedInGerman.has(de.toLowerCase())) ?? numbered(candidates.at(-1)!, used, usedInGerman)
    used.add(name.en.toLowerCase())
    usedInGerman.add(name.de.toLowerCase())
    return name
  })
}

/** From the shortest good name to the longest: each adds the next thing that distinguishes the group. */
function namesOf(distinctions: readonly Distinction[]): Words[] {
  const said = distinctions.flatMap((distinction) => {
    const phrase = phraseOf(distinction)
    return phrase === null ? [] : [{ phrase, effect: Math.abs(distinction.effect) }]
  })
  const categories = said.filter(({ phrase }) => phrase.slot === 'what')
  const what = categories.slice(0, 2).filter(({ effect }, i) => i === 0 || effect >= SECOND_CATEGORY * categories[0]!.effect)
  // One of each kind, the strongest; the order of `said` is by strength.
  const others = said.filter(({ phrase }, i) => phrase.slot !== 'what' && said.findIndex((each) => each.phrase.slot === phrase.slot) === i)
  const worth = others.filter(({ effect }) => effect >= WORTH_NAMING).slice(0, MOST_PHRASES)
  const start = [...what, ...(worth.length > 0 || what.length > 0 ? worth : others.slice(0, 1))].map(({ phrase }) => phrase)
  const more = said.filter(({ phrase }) => phrase.slot === 'trait' || others.some((each) => each.phrase === phrase)).map(({ phrase }) => phrase).filter((phrase) => !start.includes(phrase))
  return [start, ...more.map((_, i) => [...start, ...more.slice(0, i + 1)])].map((phrases) => ({ en: inEnglish(phrases), de: inGerman(phrases) }))
}

/** "Evening app browsers for Wohnen with many returns" */
function inEnglish(phrases: readonly Phrase[]): string {
  const of = (slot: Slot) => phrases.filter((phrase) => phrase.slot === slot).map(({ words }) => words.en)
  const what = of('what')
  return capital([...of('when'), ...of('where'), of('base')[0] ?? 'shoppers', ...(what.length > 0 ? ['for', what.join(' and ')] : []), listed(of('trait'), 'and')].filter((word) => word !== '').join(' '))
}

/** "Stöberer für Wohnen, abends in der App, mit vielen Rücksendungen" */
function inGerman(phrases: readonly Phrase[]): string {
  const of = (slot: Slot) => phrases.filter((phrase) => phrase.slot === slot).map(({ words }) => words.de)
  const what = of('what')
  const base = `${of('base')[0] ?? 'Kundschaft'}${what.length > 0 ? ` für ${what.join(' und ')}` : ''}`
  return capital([base, [...of('when'), ...of('where')].join(' '), listed(of('trait'), 'und')].filter((word) => word !== '').join(', '))
}

function listed(words: readonly string[], and: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)!}`
}

function numbered(name: Words, used: ReadonlySet<string>, usedInGerman: ReadonlySet<string>): Words {
  for (let n = 2; ; n++) {
    const next = { en: `${name.en} (${n})`, de: `${name.de} (${n})` }
    if (!used.has(next.en.toLowerCase()) && !usedInGerman.has(next.de.toLowerCase())) return next
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
