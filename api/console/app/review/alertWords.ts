import type { Alert, Persona } from '../client/wire.ts'
import type { Locale } from '../i18n/locale.tsx'
import { featuresOf } from '../persona/labels.ts'
import { nameOf } from '../persona/shown.ts'

/** So many features are named. */
const NAMED = 4

/** What a run saw, in a sentence. The detail is figures and ids by kind; what is missing in it is left unsaid. */
export function alertWords(alert: Alert, personas: readonly Persona[], { t, language, format }: Pick<Locale, 't' | 'language' | 'format'>): string {
  const words = t.review.alert
  const name = (id: string | null) => {
    const persona = personas.find((one) => one.id === id)
    return persona === undefined ? t.lineage.other : nameOf(persona, language)
  }
  const { detail } = alert
  switch (alert.kind) {
    case 'dissolved': return words.dissolved(name(alert.personaId))
    case 'held': return words.held(format.list(texts(detail.missing).map(name)))
    case 'size_changed': {
      const [before, now] = [Number(detail.before), Number(detail.now)]
      return words.size(name(alert.personaId), format.people(before), format.people(now), format.change((now - before) / before))
    }
    case 'features_moved': {
      const features = featuresOf(personas)
      const moved = columns(detail.features).map((column) => features.get(column)?.label[language] ?? column)
      return words.features(format.list(moved.length > NAMED ? [...moved.slice(0, NAMED - 1), words.others(moved.length - NAMED + 1)] : moved))
    }
    case 'checks_failed': return words.checks(name(alert.personaId), format.list(texts(detail.checks).map((check) => t.aboutPersona.checks.names[check] ?? check)))
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** Of features with how far each moved, the farthest first. */
function columns(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  const features = value.flatMap((one: unknown) => (typeof one === 'object' && one !== null && 'column' in one && typeof one.column === 'string' ? [{ column: one.column, psi: 'psi' in one ? Number(one.psi) : 0 }] : []))
  return features.sort((a, b) => b.psi - a.psi).map(({ column }) => column)
}
