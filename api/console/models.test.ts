import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import type { StoredArtefact } from '../../engine/recommender/registry.ts'
import { keepSmallModel } from '../../engine/recommender/testing/smallModel.ts'
import { fillSmallShop, NOW } from '../../engine/recommender/testing/smallShop.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { accessibilityFaults, contrastFaults } from './testing/inPage.ts'
import { hasChromium, openConsole, type OpenConsole } from './testing/openConsole.ts'

describe.skipIf(!hasChromium)('the models in Chromium', () => {
  let store: Store
  let pages: OpenConsole
  let writer: string
  let reader: string
  let first: StoredArtefact
  let second: StoredArtefact
  const at = (artefact: StoredArtefact) => `/console/models/${artefact.artefactId}`

  beforeAll(async () => {
    store = await createTestStore()
    await fillSmallShop(store, true)
    first = await keepSmallModel(store, 1, NOW)
    second = await keepSmallModel(store, 2, new Date(NOW.getTime() + 1000))
    await keepSmallModel(store, 3, new Date(NOW.getTime() + 2000), false)
    const key = async (scopes: string[]) => (await createKey(store, { name: 'k', kind: 'secret', scopes }, 'test', NOW)).key
    writer = await key(['personas:read', 'models:read', 'models:write'])
    reader = await key(['personas:read', 'models:read'])
    pages = await openConsole(store, () => new Date(NOW.getTime() + 60_000))
  })
  afterAll(async () => {
    await pages.close()
    await store.close()
  })

  it('lists them with their status, and goes from the list to a card', async () => {
    const { page, complaints } = await pages.open('/console', { key: writer })
    await page.getByRole('link', { name: 'Models' }).click()
    await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor()
    expect((await page.locator('tbody tr').allInnerTexts()).map((row) => row.match(/Published|Retired|Rejected/)?.[0])).toEqual(['Rejected', 'Published', 'Retired'])
    await page.getByRole('link', { name: second.version }).click()
    await page.getByRole('heading', { level: 1, name: `Recommender ${second.version}` }).waitFor()
    const text = await page.locator('main').innerText()
    for (const words of ['300', 'train_ai_system', second.sha256, 'GDPR Art. 22', 'at least 20 people', '0.2000', '0.1000 – 0.3000', 'NDCG@20 gain over popularity']) expect(text).toContain(words)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('gives the card as a file without what the key may do', async () => {
    const { page, complaints } = await pages.open(at(second), { key: writer })
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the card as JSON' }).click()])
    expect(file.suggestedFilename()).toBe(`model-card-${second.version}.json`)
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
    const card = JSON.parse(Buffer.concat(chunks).toString())
    expect(card).toMatchObject({ schema: 'lotse.model-card/1', id: second.artefactId })
    expect(card.steps).toBeUndefined()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('tries on a share, publishes, and rolls back with a reason, without a mouse', async () => {
    const { page, complaints } = await pages.open(at(first), { key: writer })
    const steps = page.locator('section[aria-labelledby=steps-title]')
    await steps.getByRole('button', { name: 'Try on a share' }).press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('step-share')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('120')
    await page.keyboard.press('Enter')
    await page.getByText('Enter a number from 1 to 99.').waitFor()
    await page.getByLabel('Percent of visitors').fill('25')
    await page.keyboard.press('Enter')
    await page.locator('.pill', { hasText: 'Canary, 25%' }).waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Service')
    await page.getByText('beside it').waitFor()
    await steps.getByRole('button', { name: 'Publish' }).press('Enter')
    await page.keyboard.press('Escape')
    await steps.getByRole('button', { name: 'Publish' }).press('Enter')
    await page.keyboard.press('Enter')
    await page.locator('.pill', { hasText: 'Published' }).first().waitFor()
    await steps.getByRole('button', { name: 'Roll back' }).press('Enter')
    await page.getByText(`Every visitor gets ${second.version} again`).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Say why.').waitFor()
    await page.getByLabel('Reason').fill('clicks <b>fell</b>')
    await page.keyboard.press('Enter')
    await page.locator('.pill', { hasText: 'Retired' }).first().waitFor()
    expect(await page.locator('ol.history li').first().innerText()).toContain('clicks <b>fell</b>')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('shows a key that may only read no buttons, and another who may not read why', async () => {
    const { page } = await pages.open(at(second), { key: reader })
    await page.getByText('Nothing can be done with it by this key.').waitFor()
    expect(await page.locator('section[aria-labelledby=steps-title] button').count()).toBe(0)
    await page.context().close()
    const { key } = await createKey(store, { name: 'marketer', kind: 'secret', scopes: ['personas:read'] }, 'test', NOW)
    const other = await pages.open('/console/models', { key, locale: 'de-DE' })
    expect(await other.page.getByRole('alert').innerText()).toContain('Ihm fehlt das nötige Recht')
    await other.page.context().close()
  })

  it('keeps how new models enter service, in German too', async () => {
    const { page, complaints } = await pages.open('/console/models', { key: writer, locale: 'de-DE' })
    await page.getByLabel('Erproben an (Prozent der Besucher)').fill('7')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await page.getByText(/wird an 7\s% der Besucher erprobt/).waitFor()
    await page.getByText('Gespeichert.').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)('has names, headings and contrast in order, %s, wide and narrow', async (colorScheme) => {
    for (const [path, locale, width] of [['/console/models', 'en-GB', 1280], ['/console/models', 'de-DE', 390], [at(first), 'de-DE', 390], [at(second), 'en-GB', 1280], [at(second), 'en-GB', 390]] as const) {
      const { page } = await pages.open(path, { key: writer, colorScheme, locale, viewport: { width, height: 800 } })
      await page.getByRole('heading', { level: 2 }).last().waitFor()
      for (const summary of await page.locator('summary').all()) await summary.click()
      for (const button of await page.locator('section[aria-labelledby=steps-title] button').all()) if (await button.count() > 0) { await button.click(); break }
      expect([path, width, await accessibilityFaults(page), await contrastFaults(page)]).toEqual([path, width, [], []])
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(width)
      await page.context().close()
    }
  })
})
