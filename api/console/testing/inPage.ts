import type { Page } from 'playwright-core'

/** What a page did that it should not have: errors in the console, uncaught exceptions, violations of the content security policy. */
export async function watch(page: Page): Promise<string[]> {
  const complaints: string[] = []
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`) })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  await page.exposeFunction('reportViolation', (text: string) => complaints.push(`policy: ${text}`))
  await page.addInitScript(`addEventListener('securitypolicyviolation', (event) => window.reportViolation(event.violatedDirective + ' ' + event.blockedURI))`)
  return complaints
}

/** Names of what a screen reader could not make sense of: controls without names, skipped heading levels, more than one h1, ids twice. */
export function accessibilityFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const nameOf = (element: Element): string => {
      const labels = 'labels' in element ? [...(element as HTMLInputElement).labels ?? []].map((label) => label.textContent ?? '') : []
      const named = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '')
      return [element.getAttribute('aria-label') ?? '', ...labels, ...named, element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? '' : element.textContent ?? ''].join('').trim()
    }
    for (const element of document.querySelectorAll('button, a, input, select, textarea, summary, section, nav, [role=img], [role=group]')) {
      if (nameOf(element) === '') faults.push(`no name: ${element.outerHTML.slice(0, 120)}`)
    }
    const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName[1]))
    if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) faults.push(`headings begin ${levels.join(' ')}`)
    if (levels.some((level, i) => i > 0 && level > levels[i - 1] + 1)) faults.push(`a heading level is skipped: ${levels.join(' ')}`)
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
    if (new Set(ids).size !== ids.length) faults.push('an id is used twice')
    if (document.documentElement.lang === '') faults.push('the page has no language')
    if (document.querySelectorAll('main').length !== 1) faults.push('not exactly one main')
    return faults
  })
}

/** Texts whose contrast with the ground behind them is below WCAG 2.2 AA (4.5:1, or 3:1 where large). Formula: WCAG relative luminance. */
export function contrastFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const luminance = (colour: string) => {
      const [r, g, b] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const groundOf = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)'
      const colour = getComputedStyle(element).backgroundColor
      return channels(colour)[3] === 0 ? groundOf(element.parentElement) : colour
    }
    const faults: string[] = []
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')
      if (!own || !element.checkVisibility() || element.matches('noscript, script, :disabled')) continue
      const style = getComputedStyle(element)
      const [light, dark] = [luminance(style.color), luminance(groundOf(element))].toSorted((a, b) => b - a)
      const size = Number.parseFloat(style.fontSize)
      const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5
      const ratio = (light + 0.05) / (dark + 0.05)
      if (ratio < needed) faults.push(`${ratio.toFixed(2)}: ${(element.textContent ?? '').slice(0, 40)}`)
    }
    return faults
  })
}
