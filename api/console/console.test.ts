import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { createKey } from '../../engine/access/keys.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { accessibilityFaults, contrastFaults } from './testing/inPage.ts'
import { hasChromium, openConsole, type OpenConsole } from './testing/openConsole.ts'
import { COOKS, seedPersonas } from './testing/seedPersonas.ts'

const NOW = new Date('2026-11-20T10:00:00Z')

describe.skipIf(!hasChromium)('the console in Chromium', () => {
  let store: Store
  let pages: OpenConsole
  let open: OpenConsole['open']
  let writer: string
  let reader: string

  beforeAll(async () => {
    store = await createTestStore()
    await seedPersonas(store, NOW)
    const key = async (name: string, scopes: string[]) => (await createKey(store, { name, kind: 'secret', scopes }, 'test', NOW)).key
    writer = await key('marketer', ['personas:read', 'personas:write'])
    reader = await key('reader', ['personas:read'])
    pages = await openConsole(store, () => NOW)
    open = pages.open
  })
  afterAll(async () => {
    await pages.close()
    await store.close()
  })

  const shows = async (page: Page, text: string) => { await page.getByText(text).first().waitFor() }

  it('says what is wrong with a key, and lets the right one in', async () => {
    const { page } = await open('/console')
    const attempt = async (key: string) => {
      await page.getByLabel('Secret API key').fill(key)
      await page.getByRole('button', { name: 'Log in' }).click()
    }
    await attempt('')
    await shows(page, 'Enter a key.')
    await attempt('pk_something')
    await shows(page, 'This is a publishable key')
    await attempt('sk_wrong')
    await shows(page, 'This key is unknown or has been revoked.')
    await attempt((await createKey(store, { name: 'ingest', kind: 'secret', scopes: ['ingest'] }, 'test', NOW)).key)
    await shows(page, 'may not read personas')
    expect(await page.evaluate('document.activeElement.id')).toBe('key')
    await attempt(writer)
    await page.getByRole('heading', { name: 'Your customers in 3 personas' }).waitFor()
    expect(await page.evaluate('[Object.keys(localStorage).length, sessionStorage.getItem("lotse.key"), document.cookie]')).toEqual([0, writer, ''])
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByLabel('Secret API key').waitFor()
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    await page.context().close()
  })

  it('shows cards, map, values and the table behind k, without a complaint from the browser', async () => {
    const { page, complaints } = await open('/console', { key: writer })
    await page.getByRole('heading', { name: 'Demanding cooks' }).waitFor()
    const card = page.locator('article', { hasText: 'Demanding cooks' })
    expect(await card.innerText()).toMatch(/Draft[\s\S]*300[\s\S]*€300[\s\S]*27% of customers[\s\S]*55% of revenue[\s\S]*Share of kitchen[\s\S]*64% instead of 7%[\s\S]*Treat with care[\s\S]*-3% people since the last run[\s\S]*2 of 4 checks passed/)
    expect(await page.locator('article').count()).toBe(3)
    await page.locator('section[aria-labelledby=map-title] canvas').waitFor()
    await page.locator('section[aria-labelledby=likeness-title] canvas').waitFor()
    const likeness = await page.locator('section[aria-labelledby=likeness-title]').innerText()
    expect(likeness).toMatch(/more: Share of kitchen[\s\S]*Morning gardeners[\s\S]*keeps 42%/)
    expect(await page.locator('.waiting').innerText()).toMatch(/1 persona waits for approval[\s\S]*moved: Share of kitchen[\s\S]*Morning gardeners went from about 760 to 700 people \(-8%\)/)
    await page.locator('summary', { hasText: 'Every number of groups that was tried' }).click()
    expect(await page.locator('tr.marked').innerText()).toMatch(/^2\s*chosen/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('draws a persona\'s page, with a table under each chart and nothing of its data as markup', async () => {
    const { page, complaints } = await open(`/console/personas/${COOKS}`, { key: writer })
    await page.getByRole('heading', { level: 1, name: 'Demanding cooks' }).waitFor()
    const charts = page.locator('figure.chart')
    expect(await charts.count()).toBeGreaterThanOrEqual(6)
    // The map's outline comes as a file of its own, so its chart is drawn last.
    await expect.poll(() => page.locator('figure.chart canvas').count(), { timeout: 8000 }).toBe(await charts.count())
    expect(await page.locator('figure.chart details table').count()).toBe(await charts.count())
    await shows(page, 'Bräter <b>4,5 l</b>')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('renames for good, and a name given by a person is the same in both languages', async () => {
    const { page, complaints } = await open(`/console/personas/${COOKS}`, { key: writer })
    await page.getByRole('button', { name: 'Rename and describe' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Our chefs')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: 'Our chefs' }).waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Rename and describe')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Our chefs' }).waitFor()
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await shows(page, 'Anspruchsvolle Köche: kochen gern.')
    await page.getByRole('heading', { level: 1, name: 'Our chefs' }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('de')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('shows the API\'s own words when it refuses', async () => {
    const { page } = await open('/console', { key: reader })
    await page.locator('.card').getByRole('link', { name: 'Morning gardeners' }).click()
    await page.getByRole('button', { name: 'Rename and describe' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Other')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('lacks the scope personas:write')
    await page.context().close()
  })

  it('can be used without a mouse', async () => {
    const { page } = await open('/console')
    await page.getByLabel('Secret API key').focus()
    await page.keyboard.type(writer)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Morning gardeners' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Morning gardeners' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content')
    await page.keyboard.press('Enter')
    const tabs = async () => { await page.keyboard.press('Tab'); return page.evaluate('document.activeElement.className') }
    for (let i = 0; i < 8 && await tabs() !== 'card-link'; i++);
    expect(await page.evaluate('getComputedStyle(document.activeElement.closest(".card")).outlineStyle')).toBe('solid')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/console/personas/**')
    await page.locator('h1:focus').waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Your customers' }).waitFor()
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)('has names, headings and contrast in order, %s, wide and narrow', async (colorScheme) => {
    for (const [at, key, width] of [['/console', undefined, 390], ['/console', writer, 1280], [`/console/personas/${COOKS}`, writer, 390], ['/console/runs', writer, 1280], ['/console/nowhere', writer, 1280]] as const) {
      const { page } = await open(at, { colorScheme, viewport: { width, height: 800 }, ...(key === undefined ? {} : { key }) })
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect([at, await accessibilityFaults(page), await contrastFaults(page)]).toEqual([at, [], []])
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${at} scrolls sideways`).toBeLessThanOrEqual(width)
      await page.context().close()
    }
  })

  it('keeps the appearance and the language that were chosen', async () => {
    const { page } = await open('/console', { colorScheme: 'light' })
    await page.getByLabel('Appearance').selectOption('dark')
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await page.reload()
    await page.getByLabel('Geheimer API-Schlüssel').waitFor()
    expect(await page.evaluate('[document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor]')).toEqual(['dark', 'rgb(14, 22, 27)'])
    await page.context().close()
  })
})
