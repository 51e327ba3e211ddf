import { render } from 'preact'
import { App } from './App.tsx'
import { watchPrinting } from './charts/printing.ts'
import { SessionProvider } from './client/session.tsx'
import { LocaleProvider } from './i18n/locale.tsx'
import { ThemeProvider } from './theme.tsx'

const root = document.getElementById('app')
if (root === null) throw new Error('The page has no #app.')
watchPrinting()
render(<ThemeProvider><LocaleProvider><SessionProvider><App /></SessionProvider></LocaleProvider></ThemeProvider>, root)
