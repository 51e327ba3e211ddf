/** What a reader chose, kept between visits. A browser that forbids storage forgets it, which is its right. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`lotse.${name}`)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`lotse.${name}`, value)
  } catch {
    // Chosen for this page only.
  }
}
