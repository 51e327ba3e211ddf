import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import { say } from '../../engine/features/testing/shopLog.ts'
import { fillShop, PROFILING, runBoth, UNTIL } from '../../engine/personas/testing/threeKinds.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { accessibilityFaults, contrastFaults } from './testing/inPage.ts'
import { hasChromium, openConsole, type OpenConsole } from './testing/openConsole.ts'

describe.skipIf(!hasChromium)('personas of a real run in Chromium', () => {
  let store: Store
  let pages: OpenConsole
  let key: string

  beforeAll(async () => {
    store = await createTestStore()
    const { people } = await fillShop(store, 90, 'why')
    await runBoth(store, UNTIL)
    for (const [userId, person] of [['u-1', people[0]], ['u-2', people[1]]] as const) await store.sql`insert into identifiers (kind, value, customer_id, first_seen) values ('user_id', ${userId}, ${person}, ${UNTIL})`
    await say(store, [people[1]], PROFILING, false, UNTIL)
    key = (await createKey(store, { name: 'm', kind: 'secret', scopes: ['personas:read', 'personas:write', 'customers:read'] }, 'test', UNTIL)).key
    pages = await openConsole(store, () => UNTIL)
  })
  afterAll(async () => {
    await pages.close()
    await store.close()
  })

  it.each([['en-GB', 'light', 1280], ['de-DE', 'dark', 390]] as const)('say what speaks for it and against, %s, %s, %i wide', async (locale, colorScheme, width) => {
    const { page, complaints } = await pages.open('/console/why', { key, locale, colorScheme, viewport: { width, height: 800 } })
    await page.getByLabel(/^(User id|Kundenkennung)/).fill('u-1')
    await page.keyboard.press('Enter')
    await page.locator('section#because canvas').waitFor()
    await page.locator('section#because summary').click()
    // Their kind likes gardens in the morning.
    expect(await page.locator('section[aria-labelledby=why-title]').innerText()).toMatch(/Garden/)
    expect(await page.locator('section#because tbody tr').first().innerText()).toMatch(/\+\d+\s?%$/)
    expect(await page.locator('section#alternatives tbody tr').count()).toBe(2)
    expect([await accessibilityFaults(page), await contrastFaults(page)]).toEqual([[], []])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    // Who was looked up is in no address and no storage.
    expect(await page.evaluate('location.href + JSON.stringify(Object.values(localStorage)) + JSON.stringify(Object.values(sessionStorage))')).not.toContain('u-1')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('say who is not to be explained', async () => {
    const { page } = await pages.open('/console/why', { key })
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.getByText('Enter a user id.').waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('INPUT')
    for (const [userId, words] of [['nobody', 'There is nobody with this user id.'], ['u-2', 'does not allow a profile']] as const) {
      await page.getByLabel('User id').fill(userId)
      await page.keyboard.press('Enter')
      await page.getByText(words).waitFor()
    }
    await page.context().close()
  })

  it('are cut in two and put together, with a reason', async () => {
    const [first] = await store.sql<{ id: string }[]>`select persona_id id from personas order by created_at, persona_id limit 1`
    const { page, complaints } = await pages.open(`/console/personas/${first.id}`, { key })
    await page.getByRole('button', { name: 'Split in two' }).click()
    await page.keyboard.press('Enter')
    await page.getByText('Say why.').waitFor()
    await page.getByLabel('Reason').fill('two kinds of people')
    await page.keyboard.press('Enter')
    await page.getByText('Parted. The other part is the new draft').waitFor()
    expect(await page.locator('.history').first().innerText()).toContain('Cut in two; the other part is')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Change the group')
    await page.getByRole('link', { name: /^Parted/ }).click()
    await page.getByRole('button', { name: 'Merge into another' }).click()
    const form = page.getByRole('form', { name: 'Merge into another' })
    await form.getByLabel('Reason').fill('was better before')
    await form.getByRole('button', { name: 'Merge into another' }).click()
    await page.getByText('Choose the persona that takes them in.').waitFor()
    await form.getByLabel('Merge into').selectOption(first.id)
    await form.getByRole('button', { name: 'Merge into another' }).click()
    await page.waitForURL(`**/personas/${first.id}`)
    await page.locator('.history', { hasText: 'Took in' }).first().waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
