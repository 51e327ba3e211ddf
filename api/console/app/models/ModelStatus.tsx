import type { ModelSummary } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'

export function ModelStatus({ model: { status, share } }: { model: Pick<ModelSummary, 'status' | 'share'> }) {
  const { t, format } = useLocale()
  return <span class={`pill pill-${status}`}>{share === null ? t.models.status[status] : t.models.statusShare(format.percent(share))}</span>
}
