import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { accessibilityFaults, contrastFaults } from './testing/inPage.ts'
import { hasChromium, openConsole, type OpenConsole } from './testing/openConsole.ts'
import { COOKS, GARDENERS, READERS, RUN, RUN_BEFORE, seedPersonas } from './testing/seedPersonas.ts'

const NOW = new Date('2026-11-20T10:00:00Z')
const at = (id: string) => `/console/personas/${id}`

describe.skipIf(!hasChromium)('a persona\'s page in Chromium', () => {
  let store: Store
  let pages: OpenConsole
  let key: string

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

  it('tells outcomes, rules, somebody typical, the journey, how sure it is and what stands against it', async () => {
    const { page, complaints } = await pages.open(at(COOKS), { key })
    for (const last of ['The recommender in use does not know', 'Nobody has said anything yet.']) await page.getByText(last).waitFor()
    const text = await page.locator('main').innerText()
    for (const words of [
      'Expected revenue per customer\n€240', 'rest on what 300 people', 'These rules find 61% of this persona, and 84% of the people they find belong to it.', 'Share of kitchen: more than 30%', 'Mean price: more than €50.00, at most €200',
      'Somebody typical – nobody real', 'From looking to ordering', 'a pattern, but who belongs to it changes', 'Jaccard 0.70, 0.75 asked for', 'Next month’s run may not find this group again', 'Stands in for gender', 'Handed in for review. By key other: worth a look',
    ]) expect(text).toContain(words)
    await page.getByText('Show the figures as a table').first().click()
    expect(await page.locator('section#outcomes table').innerText()).toMatch(/Expected revenue a year\s+€240\s+€200\s+\+20%\s+\+10% … \+30%\s+250[\s\S]*0% \(no clear difference\)/)
    await page.getByText('What they are worth (1)').click()
    expect(await page.locator('section#all details[open] table').innerText()).toContain('next 365 days')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leads to its sections by keyboard', async () => {
    const { page } = await pages.open(at(COOKS), { key })
    await page.getByLabel('Your comment').waitFor()
    await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Comments' }).press('Enter')
    await expect.poll(() => page.evaluate('scrollY'), { timeout: 8000 }).toBeGreaterThan(1000)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
    await page.context().close()
  })

  it('takes comments, as text', async () => {
    const { page, complaints } = await pages.open(at(COOKS), { key })
    await page.getByLabel('Your comment').fill('  ')
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await page.getByText('Write something first.').waitFor()
    await page.getByLabel('Your comment').fill('Do they buy <b>gifts</b>?')
    await page.getByRole('button', { name: 'Comment', exact: true }).press('Enter')
    await page.locator('.comments li', { hasText: 'Do they buy <b>gifts</b>?' }).waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
    await page.reload()
    const comment = page.locator('.comments li', { hasText: 'Do they buy <b>gifts</b>?' })
    await comment.getByRole('button', { name: 'Delete the comment' }).click()
    await page.keyboard.press('Enter')
    await comment.getByRole('button', { name: 'Delete the comment' }).click()
    await comment.getByRole('button', { name: 'Yes, delete' }).click()
    await page.getByText('The comment is deleted.').waitFor()
    expect([await comment.count(), await page.evaluate('document.activeElement.tagName')]).toEqual([0, 'TEXTAREA'])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('pins and lets go', async () => {
    const { page } = await pages.open(at(READERS), { key })
    await page.getByRole('button', { name: 'Pin', exact: true }).click()
    await page.locator('.pill', { hasText: 'Pinned' }).waitFor()
    await page.getByRole('button', { name: 'Unpin' }).click()
    await page.locator('.pill', { hasText: 'Pinned' }).waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('is compared with another, and with itself a run ago', async () => {
    const { page, complaints } = await pages.open(at(COOKS), { key })
    await page.getByRole('link', { name: 'Compare' }).click()
    await page.getByText('Choose two personas').waitFor()
    const second = page.getByRole('group', { name: 'Second' })
    await second.getByLabel('Persona', { exact: true }).selectOption({ label: 'Morning gardeners' })
    await page.getByRole('heading', { name: 'Figures beside each other' }).waitFor()
    expect(page.url()).toContain(`a=${COOKS}&b=${GARDENERS}`)
    expect(await page.locator('section#features').innerText()).toMatch(/They differ in 1 of 3 features[\s\S]*right: more with Demanding cooks/)
    await second.getByLabel('Persona', { exact: true }).selectOption({ label: 'Demanding cooks' })
    await page.getByText('there is nothing to compare').waitFor()
    await second.getByLabel('As found by').selectOption({ label: 'the run of 21 October 2026' })
    await page.getByText('Demanding cooks, run of 20 November 2026').first().waitFor()
    expect(page.url()).toContain(`runB=${RUN_BEFORE}`)
    await page.goBack()
    await page.getByText('there is nothing to compare').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('goes to paper light and without what one can’t do there', async () => {
    const { page, complaints } = await pages.open(at(COOKS), { key, colorScheme: 'dark' })
    await page.locator('section#outcomes canvas').waitFor()
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate('[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]')).toEqual(['rgb(255, 255, 255)', 'rgb(21, 35, 43)'])
    for (const hidden of ['header.top', 'nav', 'button', 'form', 'select']) expect([hidden, await page.locator(hidden).filter({ visible: true }).count()]).toEqual([hidden, 0])
    // As wide as A4 without its margins, and drawn anew: dark on nothing.
    const canvas = page.locator('section#outcomes canvas')
    expect((await canvas.boundingBox())?.width).toBeLessThanOrEqual(681)
    expect(await canvas.evaluate((element) => {
      const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, (element as HTMLCanvasElement).width, (element as HTMLCanvasElement).height)
      let darkest = 255
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 250) darkest = Math.min(darkest, data[i])
      return darkest
    })).toBeLessThan(60)
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-')
    await page.emulateMedia({ media: 'screen' })
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(14, 22, 27)')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)('has names, headings and contrast in order, %s, wide and narrow', async (colorScheme) => {
    const compare = `/console/compare?a=${COOKS}&b=${GARDENERS}`
    for (const [path, locale, width] of [[at(COOKS), 'en-GB', 1280], [at(READERS), 'de-DE', 390], [compare, 'de-DE', 390], [compare, 'en-GB', 1600], [`/console/runs/${RUN}`, 'de-DE', 1280]] as const) {
      const { page } = await pages.open(path, { key, colorScheme, locale, viewport: { width, height: 800 } })
      await page.locator('figure.chart canvas').first().waitFor()
      for (const summary of await page.locator('summary').all()) await summary.click()
      for (const name of [/^(Split in two|In zwei teilen)$/, /^(Retire|Stilllegen)$/]) for (const button of await page.getByRole('button', { name }).all()) await button.click()
      expect([path, width, await accessibilityFaults(page), await contrastFaults(page)]).toEqual([path, width, [], []])
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(width)
      await page.context().close()
    }
  })
})
