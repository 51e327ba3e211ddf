import { createContext, type ComponentChildren } from 'preact'
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import { recall, remember } from '../preference.ts'
import { de } from './de.ts'
import { en, type Text } from './en.ts'
import { createFormat, type Format } from './format.ts'

export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

export type Locale = { readonly language: Language; readonly t: Text; readonly format: Format; readonly setLanguage: (language: Language) => void }

const LocaleContext = createContext<Locale | null>(null)

/** The language chosen before, else the browser's, else English. */
function firstLanguage(): Language {
  const chosen = recall('language')
  if (chosen === 'en' || chosen === 'de') return chosen
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

export function LocaleProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  useEffect(() => { document.documentElement.lang = language }, [language])
  const locale = useMemo(() => ({
    language, t: language === 'de' ? de : en, format: createFormat(language),
    setLanguage: (next: Language) => { remember('language', next); setLanguage(next) },
  }), [language])
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>
}

export function useLocale(): Locale {
  const locale = useContext(LocaleContext)
  if (locale === null) throw new Error('useLocale outside of LocaleProvider')
  return locale
}
