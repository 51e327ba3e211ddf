/**
 * The words of a title, in their order, folded so that spellings of one word meet: lower case, without accents (ä, é → a, e; ß → ss), plural
 * and inflected ends of English and German cut (lamps, Lampen, Lampe → lamp). Single letters say nothing and are passed over; numbers stay.
 */
export function tokensOf(title: string): string[] {
  const plain = title.normalize('NFKD').replace(/\p{Mark}/gu, '').toLowerCase().replaceAll('ß', 'ss')
  return (plain.match(/[\p{Letter}\p{Number}]+/gu) ?? []).filter((word) => word.length > 1 || /\p{Number}/u.test(word)).map(fold)
}

/** Words and neighbouring pairs of them, each once. */
export function wordsAndPairs(title: string): string[] {
  const words = tokensOf(title)
  return [...new Set([...words, ...words.slice(1).map((word, k) => `${words[k]} ${word}`)])]
}

/** Cuts only as much as joins the forms of a word; short words are all stem. */
function fold(word: string): string {
  if (word.length < 4 || /\p{Number}/u.test(word)) return word
  const singular = word.endsWith('ies') && word.length > 4 ? `${word.slice(0, -3)}y` : /[^s]s$/.test(word) ? word.slice(0, -1) : word
  return singular.length < 5 ? singular : singular.replace(/(en|e)$/, '')
}
