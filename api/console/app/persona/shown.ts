import type { Persona } from '../client/wire.ts'
import type { Language } from '../i18n/locale.tsx'

const HUES = 12

/** The name as a reader of the language should see it: what a person chose, else what the run called it in that language. */
export function nameOf(persona: Persona, language: Language): string {
  return persona.named.name ? persona.name : persona.facts.text[language].name
}

/** Persona id → name. */
export function namesOf(personas: readonly Persona[], language: Language): ReadonlyMap<string, string> {
  return new Map(personas.map((persona) => [persona.id, nameOf(persona, language)]))
}

export function descriptionOf(persona: Persona, language: Language): string {
  return persona.named.description ? persona.description : persona.facts.text[language].description
}

/** Colours by age of the persona, so that one keeps its colour on every page and after every run: id → 1…12. */
export function huesOf(personas: readonly Persona[]): ReadonlyMap<string, number> {
  const byAge = personas.toSorted((a, b) => (a.createdAt === b.createdAt ? compare(a.id, b.id) : compare(a.createdAt, b.createdAt)))
  return new Map(byAge.map((persona, i) => [persona.id, (i % HUES) + 1]))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1
}
