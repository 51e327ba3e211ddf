import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { accessibilityFaults, contrastFaults } from './testing/inPage.ts'
import { hasChromium, openConsole, type OpenConsole } from './testing/openConsole.ts'
import { COOKS, GARDENERS, READERS, RUN, seedPersonas } from './testing/seedPersonas.ts'

const NOW = new Date('2026-11-20T10:00:00Z')
const REVIEW = '/console/review'
const MOVES = `/console/runs/${RUN}/moves`

describe.skipIf(!hasChromium)('review, runs and settings in Chromium', () => {
  let store: Store
  let pages: OpenConsole
  let key: string
  const statusOf = async (id: string) => (await store.sql<{ status: string }[]>`select status from personas where persona_id = ${id}`)[0].status

  beforeAll(async () => {
    store = await createTestStore()
    await seedPersonas(store, NOW)
    key = (await createKey(store, { name: 'marketer', kind: 'secret', scopes: ['personas:read', 'personas:write'] }, 'test', NOW)).key
    pages = await openConsole(store, () => NOW)
  })
  afterAll(async () => {
    await pages.close()
    await store.close()
  })

  it.each(['light', 'dark'] as const)('has names, headings and contrast in order, %s, wide and narrow', async (colorScheme) => {
    for (const [path, locale, width] of [[REVIEW, 'en-GB', 1280], [REVIEW, 'de-DE', 390], [MOVES, 'de-DE', 390], [MOVES, 'en-GB', 1280], ['/console/settings', 'de-DE', 390], ['/console/settings', 'en-GB', 1600]] as const) {
      const { page } = await pages.open(path, { key, colorScheme, locale, viewport: { width, height: 800 } })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('.panel').first().waitFor()
      for (const summary of await page.locator('summary').all()) await summary.click()
      for (const name of [/^(Approve|Freigeben)$/, /^(Roll back to|Zurückrollen auf)/]) for (const button of (await page.getByRole('button', { name }).all()).slice(0, 1)) await button.click()
      expect([path, width, await accessibilityFaults(page), await contrastFaults(page)]).toEqual([path, width, [], []])
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(width)
      await page.context().close()
    }
  })

  it('shows where people went, what moved, and what it takes to raise an alarm', async () => {
    const { page, complaints } = await pages.open(MOVES, { key })
    await page.locator('section#flows canvas').waitFor()
    await page.locator('section#flows summary').click()
    const rows = (await page.locator('section#flows tbody tr').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' '))
    expect(rows).toEqual(['Demanding cooks 260 50 –', 'Morning gardeners 40 650 70', 'Night readers – – 30'])
    const text = await page.locator('main').innerText()
    for (const words of ['From the run of 21 October 2026 to the run of 20 November 2026', '85% are in the persona they were in', '70 people: Morning gardeners → Night readers', 'fewer than 0.12% of looks', 'no more than one alarm should be false']) expect(text).toContain(words)
    expect(await page.locator('section#drift tr.marked').allInnerTexts()).toEqual([expect.stringMatching(/Morning gardeners\s+760\s+700\s+-8%\s+alarm/), expect.stringMatching(/Share of kitchen\s+0\.41 \(much\)\s+alarm/)])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says why there are so many groups, who is in none, and which persona leans how far', async () => {
    const { page, complaints } = await pages.open(`/console/runs/${RUN}`, { key })
    await page.locator('section#choice canvas').waitFor()
    expect(await page.locator('section#choice').innerText()).toMatch(/By the gap statistic alone it would be 3 groups\.[\s\S]*2 chosen\s+0\.30\s+0\.90\s+0\.80\s+0\.90\s+0\.70 ± 0\.02/)
    const text = await page.locator('main').innerText()
    for (const words of ['50 people belong to no persona', '40 people were kept where they were', 'gender stands in for it', 'takes away 31% of the doubt about it (900 people', 'Demanding cooks: f: 80% of them, 40% of everybody else', 'Sensitive attributes\ngender']) expect(text).toContain(words)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('takes alerts for seen, one by one', async () => {
    const { page, complaints } = await pages.open(REVIEW, { key })
    await page.getByRole('button', { name: /^Mark as seen: Morning gardeners went from/ }).press('Enter')
    await expect.poll(() => page.locator('.alerts > li').count(), { timeout: 8000 }).toBe(1)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('What runs saw')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('approves what has passed by keyboard, and what has not only with a reason', async () => {
    const { page } = await pages.open(REVIEW, { key })
    const readers = page.locator('article', { hasText: 'Night readers' })
    await readers.getByRole('button', { name: 'Approve' }).press('Enter')
    await page.keyboard.type('stable for a year')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Approved, not published yet (1)' }).waitFor()
    // The card went to another list, and the focus with it.
    await page.locator('h3:focus', { hasText: 'Night readers' }).waitFor()
    expect(await page.getByRole('status').filter({ hasText: 'Night readers' }).innerText()).toBe('Night readers: Approved')
    await page.locator('article', { hasText: 'Demanding cooks' }).getByRole('button', { name: 'Submit for review' }).click()
    await page.getByRole('form', { name: 'Submit for review' }).getByRole('button', { name: 'Submit for review' }).click()
    await page.getByRole('heading', { name: 'Waiting for approval (1)' }).waitFor()
    await page.locator('article', { hasText: 'Demanding cooks' }).getByRole('button', { name: 'Approve' }).click()
    const form = page.getByRole('form', { name: 'Approve' })
    expect(await form.innerText()).toMatch(/not passed:[\s\S]*Comes back[\s\S]*Stands for nothing sensitive/)
    const anyway = form.getByRole('button', { name: 'Approve nevertheless' })
    await anyway.click()
    await form.getByText('Tick that you approve it nevertheless').waitFor()
    await form.getByLabel('I approve it although').check()
    await form.getByLabel('Reason').fill('too short')
    await anyway.click()
    await form.getByText('in at least 10 letters').waitFor()
    await page.keyboard.press('Escape')
    expect(await statusOf(COOKS)).toBe('in_review')
    await page.locator('article', { hasText: 'Demanding cooks' }).getByRole('button', { name: 'Approve' }).click()
    await form.getByLabel('I approve it although').check()
    await form.getByLabel('Reason').fill('discussed with <b>legal</b>')
    await anyway.click()
    await page.getByRole('heading', { name: 'Approved, not published yet (2)' }).waitFor()
    await page.getByRole('link', { name: 'Demanding cooks' }).click()
    await page.locator('.history').first().waitFor()
    expect(await page.locator('.history').first().innerText()).toMatch(/Approved\. By key .+, although this had not passed: Comes back and Stands for nothing sensitive: discussed with <b>legal<\/b>/)
    await page.context().close()
  })

  it('publishes from a day on, and retires with a reason', async () => {
    const { page, complaints } = await pages.open(`/console/personas/${READERS}`, { key })
    await page.getByRole('button', { name: 'Publish' }).waitFor()
    await page.clock.setFixedTime(NOW)
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByLabel('Counts from').fill('2020-01-01')
    await page.getByRole('form', { name: 'Publish' }).getByRole('button', { name: 'Publish' }).click()
    await page.getByText('must not lie in the past').waitFor()
    await page.getByLabel('Counts from').fill('2027-05-01')
    await page.getByRole('form', { name: 'Publish' }).getByRole('button', { name: 'Publish' }).click()
    await page.getByText('counts from 1 May 2027').waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Status')
    await page.getByRole('button', { name: 'Retire' }).click()
    await page.getByLabel(/^Reason/).fill('season is over')
    await page.getByRole('form', { name: 'Retire' }).getByRole('button', { name: 'Retire' }).click()
    await page.getByText('No longer in use.').waitFor()
    expect(await page.locator('.history').first().innerText()).toContain('Retired. By key')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('rolls back to what was in use, with a reason, in German too', async () => {
    const { page, complaints } = await pages.open(REVIEW, { key, locale: 'de-DE' })
    const sets = page.locator('ol.sets > li')
    await sets.first().waitFor()
    expect(await sets.count()).toBe(5)
    await sets.filter({ hasText: 'Dazu: Anspruchsvolle Köche' }).getByRole('button').click()
    const form = page.getByRole('form', { name: 'Hierhin zurückrollen' })
    expect(await form.innerText()).toContain('Anspruchsvolle Köche und Gärtner am Vormittag')
    await form.getByRole('button', { name: 'Hierhin zurückrollen' }).click()
    await form.getByText('Bitte einen Grund nennen.').waitFor()
    await form.getByLabel('Grund').fill('zu früh herausgenommen')
    await form.getByRole('button', { name: 'Hierhin zurückrollen' }).click()
    await page.getByText('Erledigt. Das ist jetzt in Gebrauch.').waitFor()
    expect(await sets.first().innerText()).toMatch(/Zurückgerollt[\s\S]*in Gebrauch[\s\S]*2 Personas[\s\S]*zu früh herausgenommen/)
    expect([await statusOf(COOKS), await statusOf(GARDENERS)]).toEqual(['published', 'published'])
    await sets.last().getByRole('button').click()
    await form.getByLabel('Grund').fill('ganz zurück')
    await page.keyboard.press('Enter')
    await page.getByText('zählt nach einem älteren Lauf als dem neuesten vom 20. November 2026').waitFor()
    await page.getByRole('button', { name: 'Den neuesten Lauf übernehmen' }).click()
    await page.getByLabel('Grund').fill('doch der neue')
    await page.keyboard.press('Enter')
    await page.locator('ol.sets > li', { hasText: 'Lauf übernommen' }).waitFor()
    expect(await page.locator('.behind').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('keeps settings, only those that were changed, and says what is out of range', async () => {
    const { page, complaints } = await pages.open('/console/settings', { key, locale: 'de-DE' })
    await page.getByRole('button', { name: 'Einstellungen speichern' }).click()
    await page.getByText('Es wurde nichts geändert.').waitFor()
    await page.getByLabel('Bis', { exact: true }).fill('1')
    await page.getByRole('button', { name: 'Einstellungen speichern' }).click()
    await page.getByText('Zahlen von Gruppen, die versucht werden: Bis“ liegt außerhalb').waitFor()
    expect(await page.getByLabel('Bis', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Bis', { exact: true }).fill('9')
    await page.getByLabel(/^Gauß-Mischung/).check()
    await page.locator('summary', { hasText: 'Was sie gekauft haben' }).click()
    await page.getByLabel('Anteil Küche').check()
    await page.getByLabel('Weitere beim Namen').fill('hour:*')
    await page.getByLabel('Sensible Merkmale').fill('gender\nage')
    await page.getByLabel(/^Vier Augen/).check()
    await page.getByRole('button', { name: 'Einstellungen speichern' }).press('Enter')
    await page.getByText('Gespeichert. Der nächste Lauf geht danach.').waitFor()
    const [row] = await store.sql<{ detail: object }[]>`select detail from audit where action = 'personas.settings'`
    expect(row.detail).toEqual({ method: 'mixture', k: { from: 2, to: 9 }, exclude: ['share_kitchen', 'hour:*'], sensitive: ['gender', 'age'], fourEyes: true })
    await page.reload()
    await page.getByText('1 Merkmal ausgelassen').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
