import type { PersonaStatus } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'

export function StatusPill({ status }: { status: PersonaStatus }) {
  const { t } = useLocale()
  return <span class={`pill pill-${status}`}>{t.status[status]}</span>
}
