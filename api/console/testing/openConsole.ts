import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core'
import type { Store } from '../../../engine/store/connect.ts'
import { buildServer } from '../../server.ts'
import { buildConsole } from '../build.mjs'
import { watch } from './inPage.ts'

const CHROMIUM = '/usr/bin/chromium'
export const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`The console is not tested in a browser: ${CHROMIUM} is not installed.`)

export type OpenConsole = {
  /** Opens a page, logged in with `key`; `complaints` grows with what the browser finds wrong. */
  readonly open: (at: string, options?: BrowserContextOptions & { key?: string }) => Promise<{ page: Page; complaints: string[] }>
  readonly close: () => Promise<void>
}

/** The built console, served by the API on a port of its own, in a real Chromium. */
export async function openConsole(store: Store, now: () => Date): Promise<OpenConsole> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lotse-console-'))
  await buildConsole(folder)
  const app = await buildServer({ store, now, consoleFolder: folder })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  })
  return {
    open: async (at, options = {}) => {
      const { key, ...rest } = options
      const context = await browser.newContext({ locale: 'en-GB', ...rest })
      context.setDefaultTimeout(8000)
      const page = await context.newPage()
      const complaints = await watch(page)
      if (key !== undefined) await page.addInitScript(`sessionStorage.setItem('lotse.key', ${JSON.stringify(key)})`)
      await page.goto(origin + at)
      return { page, complaints }
    },
    close: async () => {
      await browser.close()
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
