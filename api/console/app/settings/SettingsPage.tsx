import { useCallback } from 'preact/hooks'
import { listPersonas } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import { readPersonaSettings } from '../client/sets.ts'
import { useLoad } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { featuresOf } from '../persona/labels.ts'
import { WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { SettingsForm } from './SettingsForm.tsx'

/** How runs look for personas. */
export function SettingsPage() {
  const call = useCall()
  const { t } = useLocale()
  const load = useCallback(async () => {
    const [settings, personas] = await Promise.all([readPersonaSettings(call), listPersonas(call)])
    return { settings, features: [...featuresOf(personas).values()] }
  }, [call])
  const { loaded, reload, replace } = useLoad(load)
  return (
    <div class="stack-wide">
      <div class="intro">
        <Title>{t.settings.title}</Title>
        <p class="lead">{t.settings.lead}</p>
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>{({ settings, features }) => <SettingsForm settings={settings} features={features} onSaved={(next) => replace({ settings: next, features })} />}</WhenLoaded>
    </div>
  )
}
