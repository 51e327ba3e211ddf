/** The API publishes no farther ahead. */
export const YEARS_AHEAD = 2

/** The day of a moment where the reader is, or the same day so many years later, as a date field has it. */
export function dayOf(moment: Date, years = 0): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${moment.getFullYear() + years}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** Its first moment, where the reader is. */
export function startOf(day: string): Date {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}
