import { createContext, type ComponentChildren } from 'preact'
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import { recall, remember } from './preference.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** `dark` is what is seen now, whoever decided it. */
export type Appearance = { readonly theme: Theme; readonly dark: boolean; readonly setTheme: (theme: Theme) => void }

const ThemeContext = createContext<Appearance | null>(null)
const system = matchMedia('(prefers-color-scheme: dark)')

function firstTheme(): Theme {
  const chosen = recall('theme')
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function ThemeProvider({ children }: { children: ComponentChildren }) {
  const [theme, setTheme] = useState<Theme>(() => {
    const first = firstTheme()
    show(first)
    return first
  })
  const [systemDark, setSystemDark] = useState(system.matches)
  useEffect(() => {
    const follow = () => setSystemDark(system.matches)
    system.addEventListener('change', follow)
    return () => system.removeEventListener('change', follow)
  }, [])
  const appearance = useMemo(() => ({
    theme, dark: theme === 'dark' || (theme === 'system' && systemDark),
    // Before the state changes: charts read their colours from the page when they are drawn again.
    setTheme: (next: Theme) => { remember('theme', next); show(next); setTheme(next) },
  }), [theme, systemDark])
  return <ThemeContext.Provider value={appearance}>{children}</ThemeContext.Provider>
}

export function useTheme(): Appearance {
  const appearance = useContext(ThemeContext)
  if (appearance === null) throw new Error('useTheme outside of ThemeProvider')
  return appearance
}
