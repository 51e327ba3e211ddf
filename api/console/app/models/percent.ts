/** A share of what somebody typed in percent, from `least` to 99; null when it is none. */
export function percentOf(text: string, least: number): number | null {
  const value = Number(text.trim().replace(',', '.').replace(/\s*%$/, ''))
  return text.trim() !== '' && value >= least && value <= 99 ? value / 100 : null
}
