const names = new Intl.DisplayNames(['en'], { type: 'region' })

/** English short names as spreadsheets have them, by their ISO 3166-1 code; built once from the runtime's own list. */
const CODES = new Map<string, string>()
for (let a = 65; a <= 90; a++) {
  for (let b = 65; b <= 90; b++) {
    const code = String.fromCharCode(a, b)
    const name = names.of(code)
    // Reserved codes (UK, EU, SU …) have names too; the first in the alphabet that a country is known by stays.
    if (name !== undefined && name !== code && !CODES.has(name.toLowerCase())) CODES.set(name.toLowerCase(), code)
  }
}
const ALSO: readonly (readonly [string, string])[] = [['eire', 'IE'], ['rsa', 'ZA'], ['usa', 'US'], ['czech republic', 'CZ'], ['hong kong', 'HK'], ['united kingdom', 'GB'], ['channel islands', 'JE']]
for (const [name, code] of ALSO) CODES.set(name, code)

/** ISO code of a country by its English name; null for what is no country ("Unspecified", "European Community"). */
export function countryCode(name: string): string | null {
  return CODES.get(name.toLowerCase()) ?? null
}
