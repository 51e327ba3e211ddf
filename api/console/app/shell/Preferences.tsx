import { LANGUAGES, useLocale } from '../i18n/locale.tsx'
import { THEMES, useTheme } from '../theme.tsx'
import { Choices } from './Choices.tsx'

const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch' }

/** Language and appearance. */
export function Preferences() {
  const { t, language, setLanguage } = useLocale()
  const { theme, setTheme } = useTheme()
  return (
    <div class="preferences">
      <Choices name="language" label={t.app.language} options={LANGUAGES} value={language} text={(option) => option.toUpperCase()} long={(option) => LANGUAGE_NAMES[option]} onChoose={setLanguage} />
      <label class="select">
        <span class="unseen">{t.app.theme}</span>
        <select value={theme} onChange={(event) => { const next = THEMES.find((one) => one === event.currentTarget.value); if (next !== undefined) setTheme(next) }}>
          {THEMES.map((one) => <option key={one} value={one}>{t.app.themes[one]}</option>)}
        </select>
      </label>
    </div>
  )
}
